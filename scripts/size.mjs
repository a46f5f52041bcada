// `npm run size`: what a page downloads, from the built packages, minified and gzipped, against the budgets.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dropIn = 'packages/elements/dist/dialdeck.js';

/** `loaded` names the lazy chunks that count as well. */
const budgets = [
  { name: '@dialdeck/core with its dependencies', code: "export * from '@dialdeck/core';", limit: 15 },
  { name: 'a page with the pad alone', code: "import '@dialdeck/elements/define/pad.js';", limit: 20 },
  { name: 'drop-in before the first connect', file: dropIn, limit: 50 },
  { name: 'drop-in with JsSIP loaded', file: dropIn, loaded: /jssip|sip-stack/, limit: 105 },
];

const kib = (bytes) => bytes / 1024;
const print = (label, bytes, rest = '') => console.log(`${kib(bytes).toFixed(1).padStart(7)} KiB  ${label}${rest}`);

async function bundle(code) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: 'entry.js' },
    absWorkingDir: root,
    outdir: 'size',
    entryNames: 'main',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const sizes = new Map(
    outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents, { level: 9 }).length]),
  );
  const chunks = Object.entries(metafile.outputs).map(([path, { imports, inputs, entryPoint }]) => ({
    file: basename(path),
    name: entryPoint && entryPoint !== 'entry.js' ? entryPoint.replace(/^.*node_modules\//, '') : basename(path),
    size: sizes.get(basename(path)),
    inputs: Object.keys(inputs),
    statics: imports.filter(({ kind }) => kind === 'import-statement').map((target) => basename(target.path)),
  }));
  return new Map(chunks.map((chunk) => [chunk.file, chunk]));
}

/** The drop-in is minified already: its files are measured as they are. */
function filesOf(entry, chunks = new Map()) {
  const file = basename(entry);
  if (chunks.has(file)) return chunks;
  const code = readFileSync(join(root, dirname(dropIn), file), 'utf8');
  const targets = (pattern) => [...code.matchAll(pattern)].map((match) => match[1]);
  const statics = targets(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g);
  const name = file === basename(dropIn) ? 'main.js' : file;
  chunks.set(name, { file: name, name, size: gzipSync(code, { level: 9 }).length, inputs: [], statics });
  for (const target of [...statics, ...targets(/\bimport\(\s*["']\.\/([^"']+\.js)["']\s*\)/g)]) filesOf(target, chunks);
  return chunks;
}

/** A chunk and all that the browser has to load with it. */
function withStatics(chunks, file, found = new Set()) {
  if (found.has(file) || !chunks.has(file)) return found;
  found.add(file);
  for (const target of chunks.get(file).statics) withStatics(chunks, target, found);
  return found;
}

const isOneOf = (chunk, pattern) => pattern.test(chunk.name) || chunk.inputs.some((input) => pattern.test(input));

function measure(chunks, loaded) {
  const first = withStatics(chunks, 'main.js');
  const lazy = [...chunks.values()].filter(({ file }) => !first.has(file));
  const extra = loaded ? lazy.filter((chunk) => isOneOf(chunk, loaded)) : [];
  for (const { file } of extra) withStatics(chunks, file, first);
  const total = [...first].reduce((sum, file) => sum + chunks.get(file).size, 0);
  return { total, missing: Boolean(loaded) && extra.length === 0, lazy: lazy.filter(({ file }) => !first.has(file)) };
}

async function main() {
  if (!existsSync(join(root, dropIn))) throw new Error(`${dropIn} is missing: run npm run build first`);
  const over = [];
  for (const { name, code, file, loaded, limit } of budgets) {
    const { total, missing, lazy } = measure(file ? filesOf(file) : await bundle(code), loaded);
    const isOver = kib(total) > limit || missing;
    print(name, total, ` (budget ${limit})${isOver ? ' OVER' : ''}`);
    if (missing) console.log('             no chunk of this name was found');
    for (const chunk of lazy) print(`  later: ${chunk.name}`, chunk.size);
    if (isOver) over.push(name);
  }
  if (over.length > 0) throw new Error(`Over budget: ${over.join(', ')}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
