import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const worker = new URL('../../packages/core/src/adapters/import-worker/import-worker.ts', import.meta.url);

/** What a careful host sends: scripts and Workers of its own only, nothing made at run time. */
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'";

/**
 * Serves a page and the import Worker under a strict Content-Security-Policy.
 * @param {{ page: URL, hasWorker?: boolean }} what the script of the page; whether there is a Worker to load
 */
export async function serveImport({ page, hasWorker = true }) {
  const scripts = new Map();
  scripts.set('/page.js', await bundle(page));
  if (hasWorker) scripts.set('/import-worker.js', await bundle(worker));
  const server = createServer((request, response) => {
    const script = scripts.get(request.url);
    const isPage = request.url === '/';
    response.statusCode = script || isPage ? 200 : 404;
    response.setHeader('Content-Type', `text/${isPage ? 'html' : 'javascript'}; charset=utf-8`);
    response.setHeader('Content-Security-Policy', policy);
    response.end(
      script ?? (isPage ? '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>' : ''),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

async function bundle(script) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(script)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@dialdeck/source'],
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
