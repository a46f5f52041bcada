// Lets Node import the TypeScript of this repository as it is, without a build: `./x.js` finds `x.ts`,
// and `@dialdeck/core` its source.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const isOurs = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    const conditions = [...context.conditions, '@dialdeck/source'];
    if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, { ...context, conditions });
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    return next(existsSync(source) ? source.href : specifier, { ...context, conditions });
  },
  load(url, context, next) {
    if (!isOurs(url)) return next(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      loader: 'ts',
      format: 'esm',
      target: 'es2022',
      sourcefile: url,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
