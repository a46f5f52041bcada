import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { toneBursts } from '../rig/tone.js';
import type { DropIn } from './drop-in.js';

/** What a careful host sends. Nothing inline, nothing evaluated. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self' ws://127.0.0.1:*`,
  `media-src 'self' blob: mediastream:`,
  `img-src 'self'`,
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A bare page</title>
    <link rel="icon" href="/icon.svg">
    <script type="module" src="/page-agent.js"></script>
  </head>
  <body></body>
</html>
`;

const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>';

/** The same page, by a host that does not allow the microphone. */
export const pageWithoutMicrophone = '/no-microphone';

/** A sound of the host, to be heard on hold, and its tone in hertz. */
export const holdMusic = { url: '/hold.wav', hz: 1500 } as const;

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a bare page with the drop-in, under a strict policy, on a free port of 127.0.0.1. */
export async function servePage(dropIn: DropIn): Promise<PageServer> {
  const agent = await bundlePageAgent();
  const fixed = new Map([
    ['/', { type: 'text/html', body: page }],
    [pageWithoutMicrophone, { type: 'text/html', body: page }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
    ['/page-agent.js', { type: 'text/javascript', body: agent }],
  ]);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    if (path === pageWithoutMicrophone) response.setHeader('Permissions-Policy', 'microphone=()');
    const known = fixed.get(path);
    if (known) {
      response.setHeader('Content-Type', `${known.type}; charset=utf-8`).end(known.body);
      return;
    }
    if (path === holdMusic.url) {
      response.setHeader('Content-Type', 'audio/wav').end(toneBursts(holdMusic.hz));
      return;
    }
    const file = join(dropIn.directory, path === '/dialdeck.js' ? dropIn.entry : path);
    if (!file.endsWith('.js') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bundlePageAgent(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page-agent.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['/dialdeck.js'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
