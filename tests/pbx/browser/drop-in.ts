import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeTempFolder } from '../rig/temp-folder.js';

/** The drop-in file of the package, with its lazy chunks beside it. */
export interface DropIn {
  readonly directory: string;
  /** File name in {@link directory}. */
  readonly entry: string;
  remove(): void;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * What a host page would load: the built file or, while there is none, a bundle of the sources with the same
 * exports. `DIALDECK_DROP_IN` names another file, or is `source` to bundle the sources although a build exists.
 */
export async function findDropIn(): Promise<DropIn> {
  const wanted = process.env.DIALDECK_DROP_IN ?? join(root, 'packages/elements/dist/dialdeck.js');
  return wanted === 'source' || !existsSync(wanted) ? bundleSources() : copyOf(wanted);
}

/** A copy with the chunks beside it, so that a build in the meantime does not change what is tested. */
function copyOf(file: string): DropIn {
  const directory = makeTempFolder('drop-in');
  const isScript = (path: string): boolean => path === dirname(file) || path.endsWith('.js');
  cpSync(dirname(file), directory, { recursive: true, filter: isScript });
  return { directory, entry: basename(file), remove: () => rmSync(directory, { recursive: true, force: true }) };
}

async function bundleSources(): Promise<DropIn> {
  const directory = makeTempFolder('drop-in');
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    await build({
      stdin: { contents: exportsOfTheDropIn(), resolveDir: join(root, 'packages/elements/src'), loader: 'ts' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['@dialdeck/source'],
      tsconfig: join(root, 'tsconfig.json'),
      outdir: directory,
      entryNames: 'dialdeck',
      logLevel: 'error',
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { directory, entry: 'dialdeck.js', remove };
}

function exportsOfTheDropIn(): string {
  const hasElements = existsSync(join(root, 'packages/elements/src/index.ts'));
  return [
    `export { createDialer } from '@dialdeck/core';`,
    `export { createSipPhone } from '@dialdeck/core/jssip';`,
    `export { openBrowserStorage } from '@dialdeck/core/indexeddb';`,
    ...(hasElements ? [`export { defineAll } from '@dialdeck/elements';`] : []),
  ].join('\n');
}
