import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findBrowser } from './browser.mjs';

const isRoot = () => process.getuid?.() === 0;

const isDebian = () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/**
 * The path of a Chromium or Chrome. On Debian as root it is installed when missing.
 * @throws Error that says what to install or set
 */
export function ensureChromium() {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH is ${named}, and there is no such file.`);
  const found = findBrowser();
  if (found) return found;
  if (isDebian() && isRoot()) installOnDebian();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(`No Chromium was found. ${advice()} Or set CHROME_PATH to the file of a Chromium or Chrome.`);
}

function installOnDebian() {
  process.stderr.write('Chromium is missing: installing it with apt-get (about 100 MB).\n');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...rest) => spawnSync('apt-get', rest, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
}

function advice() {
  if (isDebian()) return 'Install it with: sudo apt-get install chromium.';
  if (process.platform === 'darwin') return 'Install it with: brew install --cask google-chrome.';
  if (isFedora()) return 'Install it with: sudo dnf install chromium.';
  return 'Install Google Chrome from https://www.google.com/chrome.';
}

function isFedora() {
  return existsSync('/etc/os-release') && /fedora/i.test(readFileSync('/etc/os-release', 'utf8'));
}
