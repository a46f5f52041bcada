import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { build } from 'esbuild';
import { browserArguments, findBrowser } from './scripts/browser.mjs';
import { jsonReporter } from './scripts/wtr-json-reporter.mjs';

const require = createRequire(import.meta.url);

/** CommonJS packages that browser tests import. A browser cannot run them as they are. */
const commonJsPackages = ['jssip', 'axe-core'];

/** Serves the packages above as one ES module each, with the names that CommonJS hides. */
function bundledCommonJs() {
  const prefix = '/__bundled__/';
  const bundles = new Map();
  const bundle = async (name) => {
    const names = Object.keys(require(name)).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
    const { outputFiles } = await build({
      stdin: {
        contents: `import all from '${name}'; export default all; export const { ${names.join(', ')} } = all;`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    return outputFiles[0].text;
  };
  return {
    name: 'bundled-common-js',
    resolveImport: ({ source }) => (commonJsPackages.includes(source) ? `${prefix}${source}.js` : undefined),
    async serve({ path }) {
      if (!path.startsWith(prefix)) return undefined;
      const name = path.slice(prefix.length, -'.js'.length);
      if (!commonJsPackages.includes(name)) return undefined;
      if (!bundles.has(name)) bundles.set(name, bundle(name));
      return { body: await bundles.get(name), type: 'js' };
    },
  };
}

export default {
  files: ['packages/elements/src/**/*.test.ts', 'packages/*/src/**/*.browser.test.ts'],
  nodeResolve: { browser: true, preferBuiltins: false, exportConditions: ['@dialdeck/source'] },
  plugins: [
    bundledCommonJs(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  browsers: [chromeLauncher({ launchOptions: { executablePath: findBrowser(), args: browserArguments } })],
  browserLogs: process.env.BROWSER_LOGS === '1',
  concurrency: 2,
  testsFinishTimeout: 120_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), jsonReporter()],
};
