import { existsSync } from 'node:fs';
import { findBrowser } from '../browser.mjs';
import { run } from './run.mjs';

const canInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

let listsAreFresh = false;

/** Installs Debian packages where that is possible. What failed shows in what is still missing afterwards. */
async function install(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!listsAreFresh) await run('apt-get', ['update', '-q'], { env });
  listsAreFresh = true;
  const { ok, output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    limitMs: 600_000,
  });
  if (!ok) console.log(output.split('\n').slice(-15).join('\n'));
}

/**
 * Makes sure that a lane can run.
 * @param missing tells the Debian packages that are missing, now
 * @returns the reason why it cannot run, or `undefined`
 */
async function provide(missing) {
  const before = await missing();
  if (before.length === 0) return undefined;
  const names = before.join(' ');
  if (!canInstall()) return `missing: ${names} (on Debian: sudo apt-get install --no-install-recommends ${names})`;
  console.log(`  installing ${names} …`);
  await install(before);
  const after = await missing();
  return after.length === 0 ? undefined : `apt-get could not install ${after.join(' ')}`;
}

export const browserReason = () => provide(() => (findBrowser() ? [] : ['chromium']));

const rigUrl = new URL('../../tests/pbx/requirements.mjs', import.meta.url);

export async function rigReason() {
  const { missing } = await import(rigUrl.href);
  return (await browserReason()) ?? (await provide(missing));
}
