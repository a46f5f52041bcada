// Plain JavaScript: it is asked before anything is installed.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the tests need, by Debian package: a program, or files that some folder under /usr/lib must hold. */
const needs = [
  { name: 'kamailio', has: () => isProgram('kamailio') && inLibrary('kamailio/modules', ['rtpengine.so', 'xhttp.so']) },
  { name: 'kamailio-websocket-modules', has: () => inLibrary('kamailio/modules', ['websocket.so']) },
  { name: 'rtpengine-daemon', has: () => isProgram('rtpengine') },
  {
    name: 'baresip-core',
    has: () => isProgram('baresip') && inLibrary('baresip/modules', ['g711.so', 'ausine.so', 'sndfile.so']),
  },
  { name: 'sip-tester', has: () => isProgram('sipp') },
  { name: 'coturn', has: () => isProgram('turnserver') },
  { name: 'chromium', has: hasBrowser },
];

/** Debian packages, for `apt-get install --no-install-recommends`. */
export const packages = Object.freeze(needs.map(({ name }) => name));

/** Those of {@link packages} that this machine lacks, by what they would bring. @returns {string[]} */
export function missing() {
  return needs.filter(({ has }) => !has()).map(({ name }) => name);
}

function isProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/usr/local/bin'];
  return folders.some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps modules in /usr/lib or in a folder of the machine's architecture below it. */
function inLibrary(folder, files) {
  if (!existsSync('/usr/lib')) return false;
  const places = ['', ...readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))];
  return places.some((place) => files.every((file) => existsSync(join('/usr/lib', place, folder, file))));
}

function hasBrowser() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined) return isExecutable(CHROME_PATH);
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some(isExecutable);
}
