import { createReadStream, existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const demo = fileURLToPath(new URL('../examples/crm-page/', import.meta.url));

const mimeTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * What a careful host sends: no inline script, no inline style, no eval.
 * `connect-src` names the SIP servers and CRMs a page may reach.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' wss: ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** The file an address means, or `undefined` when it is outside `root` or not there. */
async function fileOf(url, root) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://demo').pathname);
    if (path.includes('\0')) return undefined;
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    const served = extname(file) in mimeTypes && (await stat(file)).isFile();
    return served && file.startsWith((await realpath(root)) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function answer(request, response, root) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const file = await fileOf(request.url ?? '/', root);
  if (!file) return refuse(response, 404);
  response.writeHead(200, { ...headers, 'Content-Type': mimeTypes[extname(file)] });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function refuse(response, status) {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(status === 405 ? 'Only GET.\n' : 'Not found.\n');
}

/**
 * Serves a folder, the demo by default, on this machine only.
 * @param options.port a free one by default
 * @throws Error when the demo was not built
 * @returns its address, such as `http://127.0.0.1:41234/`, and `close()`
 */
export async function startDemoServer({ port = 0, root = demo } = {}) {
  if (root === demo && !existsSync(join(demo, 'dist/main.js'))) throw new Error('Build the demo first: npm run build.');
  const server = createServer((request, response) => void answer(request, response, root));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { url } = await startDemoServer({ port: Number(process.env.PORT ?? 0) });
  console.log(`The demo is at ${url} (stop it with Ctrl+C)`);
}
