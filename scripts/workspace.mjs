// Runs before anything is installed: only what Node 20.19 has, no dependency.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Says what is wrong and what to do about it, without a stack. */
class SetupError extends Error {}

const isAtLeast = (version, [major, minor]) => {
  const [isMajor, isMinor] = version.replace(/^v/, '').split('.').map(Number);
  return isMajor > major || (isMajor === major && isMinor >= minor);
};

export function requireNode() {
  if (isAtLeast(process.version, [20, 19])) return;
  throw new SetupError(
    `Node ${process.version} is too old: Dialdeck needs 20.19 or later to start. Get a current one from https://nodejs.org`,
  );
}

/** True when `node_modules` does not hold what `package-lock.json` names. */
function isInstallStale() {
  const installed = at('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  const wanted = readJson(at('package-lock.json')).packages;
  const present = readJson(installed).packages;
  return Object.entries(wanted).some(
    ([path, { version, link, optional }]) =>
      path.startsWith('node_modules/') && !link && !optional && present[path]?.version !== version,
  );
}

export function ensureInstalled() {
  if (!isInstallStale()) return;
  console.log('Installing the packages of package-lock.json …');
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? { command: process.execPath, before: [process.env.npm_execpath] }
    : { command: 'npm', before: [] };
  const result = spawnSync(npm.command, [...npm.before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32' && npm.command === 'npm',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  if (result.error?.code === 'ENOENT') {
    throw new SetupError(
      'npm was not found. It comes with Node.js: https://nodejs.org (on Debian: apt-get install npm).',
    );
  }
  if (result.status === 0) return;
  throw new SetupError(explainInstallFailure(result.stderr ?? String(result.error)));
}

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i;

const explainInstallFailure = (output) =>
  offline.test(output)
    ? `${output}\nThe npm registry cannot be reached. Check the network or the proxy (npm config get registry, https-proxy), then run this again.`
    : `${output}\nnpm ci failed; what it said is above.`;

/** The Node that the tools need: the one among the dependencies, else the one that runs this. */
function toolNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = at('node_modules', `node-${process.platform}-${process.arch}`, 'bin', file).replace(
    'node-win32',
    'node-win',
  );
  if (existsSync(own)) return own;
  if (isAtLeast(process.version, [22, 12])) return process.execPath;
  throw new SetupError(
    `There is no Node 24 package for ${process.platform} ${process.arch}, and ${process.version} is too old for the tools: install Node 22.12 or later.`,
  );
}

/** The environment in which every tool of the repository, and Node 24, comes first. */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: [dirname(toolNode()), at('node_modules', '.bin'), process.env.PATH].join(delimiter),
});

/** Runs a script of this repository with the Node of the tools. */
export const nodeCommand = (script, args = []) => ({ command: toolNode(), args: [at(script), ...args] });

function newestIn(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestIn(join(path, name)));
  // A folder changes when a file in it is removed.
  return Math.max(stat.mtimeMs, ...inside);
}

/** True when a result of `npm run build` is missing or older than what it is made from. */
function isBuildStale() {
  const results = [
    'packages/core/dist/index.js',
    'packages/sandbox/dist/index.js',
    'packages/elements/dist/dialdeck.js',
  ];
  const examples = readdirSync(at('examples')).filter((name) => existsSync(at('examples', name, 'src', 'main.ts')));
  const outputs = [...results, ...examples.map((name) => `examples/${name}/dist/main.js`)].map((path) => at(path));
  if (!outputs.every((path) => existsSync(path))) return true;
  const sources = [
    ...['core', 'elements', 'sandbox'].flatMap((name) => [`packages/${name}/src`, `packages/${name}/package.json`]),
    ...examples.map((name) => `examples/${name}/src`),
    'rollup.config.mjs',
    'tsconfig.json',
    'package-lock.json',
  ];
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return Math.max(...sources.map((path) => newestIn(at(path)))) > built;
}

export function ensureBuilt() {
  if (!isBuildStale()) return;
  console.log('Building …');
  runQuietly(nodeCommand('node_modules/rollup/dist/bin/rollup', ['-c', 'rollup.config.mjs', '--silent']));
  runQuietly(
    nodeCommand('node_modules/@custom-elements-manifest/analyzer/cem.js', [
      'analyze',
      '--config',
      '.storybook/custom-elements.config.mjs',
    ]),
  );
}

function runQuietly({ command, args }) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env: toolEnvironment(), encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`${stdout}${stderr}\nThe build failed; what it said is above.`);
}

/** Ends the process with the message of a {@link SetupError}; anything else is a defect and keeps its stack. */
export function failWith(error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}
