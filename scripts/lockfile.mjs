// A registry mirror may not carry the packages of other systems; npm then leaves them out of the lock file, and
// `npm ci` refuses that file everywhere. This names them by the exact version their parent asks for; with
// `--check` it only tells.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const systems = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win32: 'win32',
};
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Where Node would look for a package from `from`, nearest first. */
function placesOf(name, from) {
  const inside = from.split('/node_modules/');
  const folders = inside.map((_, i) => inside.slice(0, inside.length - i).join('/node_modules/'));
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

const isExact = (range) => /^\d+\.\d+\.\d+$/.test(range);

function holesOf(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([, range]) => isExact(range))
      .flatMap(([name, version]) => {
        const found = placesOf(name, parent).find((place) => packages[place]);
        if (found && packages[found].version === version) return [];
        return [{ place: `${found ? `${parent}/` : ''}node_modules/${name}`, name, version }];
      }),
  );
}

/** What npm has to know to leave the package out where it does not fit. Its name says it. */
function entryOf({ name, version }) {
  const parts = name.split('/').at(-1).split('-');
  const os = parts.map((part) => systems[part]).find(Boolean);
  const cpu = parts.find((part) => processors.includes(part));
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu')) && 'glibc';
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    dev: true,
    ...(os === 'linux' && libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const holes = holesOf(lock.packages);
if (process.argv.includes('--check')) {
  for (const { place } of holes) console.error(`${file} does not name ${place}: run npm run lockfile`);
  process.exitCode = holes.length > 0 ? 1 : 0;
} else if (holes.length > 0) {
  for (const hole of holes) lock.packages[hole.place] = entryOf(hole);
  const entries = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
}
