import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One script of everything a TypeScript module needs, from the sources. */
async function bundle(script) {
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
  return outputFiles[0].text;
}

const page = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';

/**
 * Serves a page on this machine that runs one script and nothing else.
 * @param {URL} script a TypeScript module, bundled from the sources
 * @param {{ readonly beside?: Readonly<Record<string, URL>>, readonly policy?: string }} [options] `beside`: other
 * scripts by path, such as a Worker; `policy`: the Content-Security-Policy
 */
export async function servePage(script, { beside = {}, policy } = {}) {
  const scripts = new Map([['/page.js', await bundle(script)]]);
  for (const [path, module] of Object.entries(beside)) scripts.set(path, await bundle(module));
  const server = createServer(({ url }, response) => {
    const found = scripts.get(url);
    const isPage = url === '/';
    response.statusCode = found || isPage ? 200 : 404;
    response.setHeader('Content-Type', `text/${isPage ? 'html' : 'javascript'}; charset=utf-8`);
    if (policy) response.setHeader('Content-Security-Policy', policy);
    response.end(found ?? (isPage ? page : ''));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
