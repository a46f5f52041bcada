// Starts the PBX for people: node tests/pbx/rig/start.mjs   (Ctrl-C stops it)
import { spawn } from 'node:child_process';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

if (typeof nodeModule.registerHooks === 'function') await run();
else runWithOurNode();

/** The Node of this machine is too old for TypeScript: the project has its own. */
function runWithOurNode() {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  const child = spawn(node, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 0));
}

async function run() {
  useSourcesAsTheyAre();
  const [{ farEnds }, { startRig }] = await Promise.all([import('./far-ends.ts'), import('./rig.ts')]);
  const rig = await startRig();
  const stop = (code) => rig.stop().then(() => process.exit(code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  try {
    await Promise.all(Object.keys(farEnds).map((name) => rig.startFarEnd(name, { calls: 'endless' })));
    console.log(describe(rig, farEnds));
  } catch (error) {
    console.error(error);
    await stop(1);
  }
}

/** The sources import each other as they are built, with .js; here they run as they are written. */
function useSourcesAsTheyAre() {
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!specifier.startsWith('.') || !specifier.endsWith('.js')) throw error;
        return next(specifier.replace(/\.js$/, '.ts'), context);
      }
    },
  });
}

function describe(rig, farEnds) {
  const words = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const people = Object.entries(farEnds).map(([name, { number }]) => `  ${number}   ${words(name)}`);
  return `PBX ready.

  server     ${rig.server}
  users      sip:1001@${rig.domain}, sip:1002@${rig.domain}, ... (they call each other by 1001, 1002, ...)
  password   ${rig.password}

  ${rig.farPhone.number}   answers, plays a tone
${people.join('\n')}

Ctrl-C stops it.`;
}
