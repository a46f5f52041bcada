import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const documentOf = (name) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
<link rel="icon" href="data:,"><script type="module" src="/${name}.js"></script><body></body></html>`;

/**
 * Serves small pages on one free port of this machine, each with one script bundled from the sources:
 * `pages/NAME.ts` is at `/NAME`. No build of the packages is needed.
 * @param {readonly string[]} names
 * @param {{ readonly policy?: string }} [options] `policy`: what the pages have as Content-Security-Policy
 */
export async function servePages(names, { policy } = {}) {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(`pages/${name}.ts`, import.meta.url))),
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@dialdeck/source'],
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const script = files.get(pathname);
    const known = script !== undefined || names.includes(pathname.slice(1));
    response.statusCode = known ? 200 : 404;
    response.setHeader('Content-Type', `text/${script === undefined ? 'html' : 'javascript'}; charset=utf-8`);
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
    response.end(script ?? (known ? documentOf(pathname.slice(1)) : ''));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}
