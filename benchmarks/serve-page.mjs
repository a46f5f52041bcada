import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Serves a page on this machine that runs one script and nothing else.
 * @param {URL} script a TypeScript module, bundled from the sources
 */
export async function servePage(script) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(script)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@dialdeck/source'],
    tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'error',
  });
  const code = outputFiles[0].text;
  const page = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`);
    response.end(isScript ? code : page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
