// A CRM page and a dialer on two origins: `node examples/iframe-embed/server.mjs`, then open the address it prints.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const mimeTypes = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };

/** Everything a page loads, by path. */
async function filesOf(name) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, name, 'main.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@dialdeck/source'],
    outdir: join(folder, name, 'dist'),
    write: false,
    logLevel: 'error',
  });
  const scripts = outputFiles.map(({ path, text }) => [
    path.slice(join(folder, name).length).replaceAll('\\', '/'),
    text,
  ]);
  const page = await readFile(join(folder, name, 'index.html'), 'utf8');
  const styles = await readFile(join(folder, name, 'styles.css'), 'utf8');
  return new Map([['/', page], ['/styles.css', styles], ...scripts]);
}

/** What both pages send: no inline script, no inline style, no eval. */
const policy = (rest) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...rest,
  ].join('; ');

async function listen(port, answer) {
  const server = createServer(answer);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

function serve(files, headers) {
  return (request, response) => {
    const { pathname } = new URL(request.url, 'http://page');
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const body = request.method === 'GET' ? files.get(pathname) : undefined;
    const type = mimeTypes[extname(pathname) || '.html'];
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': `${type ?? 'text/plain'}; charset=utf-8`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...headers(),
    });
    response.end(body ?? 'Not found.\n');
  };
}

/**
 * Serves both pages on this machine, on two ports, which makes them two origins.
 *
 * @param {object} [options]
 * @param {number} [options.hostPort] a free one by default
 * @param {number} [options.dialerPort] a free one by default
 * @param {boolean} [options.frameAncestors] whether browsers are told who may embed the dialer; `false` only in a test
 * that wants to see the bridge hold out alone
 * @returns `host` and `dialer`, their origins, and `close()`
 */
export async function startIframeExample({ hostPort = 0, dialerPort = 0, frameAncestors = true } = {}) {
  const [hostFiles, dialerFiles] = [await filesOf('host'), await filesOf('dialer')];
  const host = await listen(
    hostPort,
    serve(hostFiles, () => ({
      'content-security-policy': policy([`frame-src ${dialer.origin}`, "frame-ancestors 'none'"]),
      // Only the dialer may be given the microphone.
      'permissions-policy': `microphone=(self "${dialer.origin}"), autoplay=(self "${dialer.origin}")`,
    })),
  );
  const dialer = await listen(
    dialerPort,
    serve(dialerFiles, () => ({
      'content-security-policy': policy(frameAncestors ? [`frame-ancestors ${host.origin}`] : []),
    })),
  );
  // Who is who is a matter of the deployment, so each server says it to its own page; nothing stands in an address.
  hostFiles.set('/config.json', JSON.stringify({ dialer: dialer.origin }));
  dialerFiles.set('/config.json', JSON.stringify({ allowedOrigins: [host.origin] }));
  const close = async () => {
    await host.close();
    await dialer.close();
  };
  return { host: host.origin, dialer: dialer.origin, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { HOST_PORT, DIALER_PORT } = process.env;
  const ports = { hostPort: Number(HOST_PORT ?? 0), dialerPort: Number(DIALER_PORT ?? 0) };
  const { host, dialer } = await startIframeExample(ports);
  console.log(`The CRM page is at ${host}/, its dialer at ${dialer}/ (stop them with Ctrl+C)`);
}
