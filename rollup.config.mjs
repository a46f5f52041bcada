import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

const removeOldOutput = (folder) => ({
  name: 'remove-old-output',
  buildStart: () => rmSync(folder, { recursive: true, force: true }),
});

/** One ES module per source module: nothing is bundled, so the application can tree-shake. */
const library = (name, entries) => {
  const root = `packages/${name}`;
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const external = Object.keys({ ...dependencies, ...peerDependencies });
  return {
    input: entries.map((entry) => `${root}/src/${entry}`).filter((entry) => existsSync(entry)),
    output: {
      dir: `${root}/dist`,
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: `${root}/src`,
      sourcemap: true,
    },
    // Module by module there is nothing to shake: what is written is what is shipped.
    treeshake: false,
    external: (id) => external.some((dependency) => id === dependency || id.startsWith(`${dependency}/`)),
    plugins: [
      removeOldOutput(`${root}/dist`),
      // The other packages are seen as an application sees them: by their declarations, built just before.
      typescript({ tsconfig: `${root}/tsconfig.build.json` }),
      compactStyles,
    ],
    onwarn,
  };
};

/** Takes the layout out of styles; the minifier leaves templates as they are. */
const compactStyles = {
  name: 'compact-styles',
  transform: (code, id) =>
    id.includes('/packages/elements/src/') && code.includes('css `')
      ? { code: code.replace(/css `[^`]*`/g, compact), map: null }
      : undefined,
};

const compact = (styles) =>
  styles
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':');

/**
 * What JsSIP carries and this phone never reaches: MESSAGE, OPTIONS and SUBSCRIBE of our own (JsSIP refuses those of
 * others by itself while nobody listens), its INFO (those of others get their 200), its own WebSocket (ours is
 * another), and a log that a `localStorage` entry of the page would switch on, digests included, with everything that
 * is said to it.
 */
/** The six methods that JsSIP and its adapter use of Node's emitter. A listener that throws stops the rest, as there. */
const smallEmitter = `
export class EventEmitter {
  #all = new Map();
  listeners(name) { return [...(this.#all.get(name) ?? [])].map(({ run }) => run); }
  on(name, run) { return this.#add(name, { run }); }
  addListener(name, run) { return this.on(name, run); }
  once(name, run) { return this.#add(name, { run, once: true }); }
  #add(name, entry) { this.#all.set(name, [...(this.#all.get(name) ?? []), entry]); return this; }
  removeListener(name, run) {
    const all = this.#all.get(name) ?? [];
    const at = all.findLastIndex((entry) => entry.run === run);
    this.#all.set(name, all.filter((_, index) => index !== at));
    return this;
  }
  off(name, run) { return this.removeListener(name, run); }
  removeAllListeners(name) { if (name === undefined) this.#all.clear(); else this.#all.delete(name); return this; }
  emit(name, ...args) {
    const all = this.#all.get(name) ?? [];
    for (const { run, once } of all) {
      if (once) this.removeListener(name, run);
      run.apply(this, args);
    }
    return all.length > 0;
  }
  setMaxListeners() { return this; }
}
export default { EventEmitter };`;

const trimmedJsSip = {
  name: 'trimmed-jssip',
  resolveId: (id, importer) => {
    if (!importer?.includes('/node_modules/jssip/lib/')) return undefined;
    if (id === 'debug') return '\0silent-debug';
    if (id === 'events') return '\0small-emitter';
    if (/^\.\/RTCSession\/(DTMF|Info)$/.test(id)) return '\0unheard';
    return /^\.\/(Message|Options|Subscriber|Notifier|WebSocketInterface)$/.test(id) ? '\0never-reached' : undefined;
  },
  load: (id) => {
    if (id === '\0silent-debug') return 'const log = () => () => undefined; export default log;';
    if (id === '\0small-emitter') return smallEmitter;
    if (id === '\0unheard') return 'export default class Unheard { init_incoming(request) { request.reply(200); } }';
    return id === '\0never-reached'
      ? 'export default class NeverReached { static init_incoming(request) { request.reply(405); } }'
      : undefined;
  },
  // Only whole statements on a line of their own; an empty one takes their place, so that an `if` keeps its body.
  transform: (code, id) =>
    id.includes('/node_modules/jssip/lib/')
      ? { code: code.replace(/^( *)logger\.(?:debug|warn|error)\(.*\);$/gm, '$1;'), map: null }
      : undefined,
};

/** A server that imports the program has no DOM. Lit asks for these two as it loads, and for no more. */
const withoutDom = 'const { HTMLElement = class {}, document = { createTreeWalker() {} } } = globalThis;';

/** A program for the browser with everything in it; what it imports dynamically becomes a file beside it. */
const program = (input, output) => ({
  input,
  // One file stays one file: its lazy parts import what they share from it.
  preserveEntrySignatures: 'allow-extension',
  output: {
    format: 'es',
    sourcemap: true,
    intro: ({ isEntry }) => (isEntry ? withoutDom : ''),
    chunkFileNames: (chunk) => `${output.prefix}${chunkName(chunk)}.js`,
    ...output.options,
  },
  plugins: [
    trimmedJsSip,
    nodeResolve({ browser: true, preferBuiltins: false, exportConditions: ['@dialdeck/source'] }),
    commonjs(),
    json(),
    typescript({
      tsconfig: 'tsconfig.json',
      compilerOptions: { noEmit: false, noCheck: true, allowJs: false, sourceMap: true },
    }),
    compactStyles,
    ...(output.minified ? [terser({ ecma: 2022, format: { comments: false } })] : []),
  ],
  onwarn,
});

/** `zh` for `locales/zh.ts`, `jssip` for `jssip/lib/JsSIP.js`: names that stay from one release to the next. */
const chunkName = ({ facadeModuleId, name, moduleIds }) => {
  // What several share has no module of its own to be named after; `index` alone says nothing.
  const [path] = (facadeModuleId ?? (name === 'index' ? moduleIds.at(-1) : undefined) ?? name).split('?');
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  if (inPackage) return inPackage[1].replace(/^@/, '').replace('/', '-');
  const file = basename(path)
    .replace(/\.[jt]s$/, '')
    .toLowerCase();
  return file === 'index' ? basename(dirname(path)) : file;
};

// A circle in JsSIP, `this` at the top of what TypeScript wrote, a comment in zod: theirs to mend.
const ofOthers = ['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED', 'INVALID_ANNOTATION'];

function onwarn(warning, warn) {
  const isOfOthers = [warning.id, ...(warning.ids ?? [])].some((id) => id?.includes('node_modules'));
  if (!(isOfOthers && ofOthers.includes(warning.code))) warn(warning);
}

const defineModules = existsSync('packages/elements/src/define')
  ? readdirSync('packages/elements/src/define').filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  : [];

/** The source modules that an address of the package leads to. */
const publicModules = (name) =>
  Object.values(JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8')).exports)
    .filter((target) => target['@dialdeck/source'])
    .map((target) => target['@dialdeck/source'].replace('./src/', ''));

const builds = [
  library('core', publicModules('core')),
  library('elements', ['index.ts', 'click-to-dial/click-to-dial.ts', ...defineModules.map((file) => `define/${file}`)]),
  library('sandbox', publicModules('sandbox')),
  library('crm', publicModules('crm')),
  program(['packages/elements/src/dialdeck.ts'].filter(existsSync), {
    prefix: 'dialdeck-',
    minified: true,
    options: { dir: 'packages/elements/dist', entryFileNames: 'dialdeck.js' },
  }),
  program(['packages/elements/src/dialdeck-recording.ts'], {
    prefix: 'dialdeck-recording-',
    minified: true,
    options: { dir: 'packages/elements/dist', entryFileNames: 'dialdeck-recording.js' },
  }),
  program(['examples/crm-page/src/main.ts'].filter(existsSync), {
    prefix: '',
    options: { dir: 'examples/crm-page/dist' },
  }),
];

export default builds.filter(({ input }) => input.length > 0);
