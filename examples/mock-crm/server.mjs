// A CRM to try the REST connector with: `node examples/mock-crm/server.mjs`. The API is docs/openapi/crm.json.
// PORT, MOCK_CRM_FILE (keeps its data there), MOCK_CRM_TOKEN (asks for it as a bearer), MOCK_CRM_ORIGINS (comma-separated).
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { routes } from './crm-routes.mjs';
import { createCrmStore } from './crm-store.mjs';
import { Refusal } from './refusal.mjs';

const mostBytes = 20 * 1_048_576;

async function contentOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > mostBytes) throw new Refusal(413, `More than ${mostBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function jsonOf(content, type = '') {
  if (content.length === 0 || !type.startsWith('application/json')) return undefined;
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

/** The route of a request, with the part of its path that is an id. */
function routeOf(method, pathname) {
  for (const [name, run] of routes) {
    const [verb, template] = name.split(' ');
    const match = new RegExp(`^${template.replace('{id}', '([^/]+)')}$`).exec(pathname);
    if (verb === method && match) return { run, id: match[1] === undefined ? undefined : decodeURIComponent(match[1]) };
  }
  throw new Refusal(404, 'There is nothing at this address.');
}

/** How the next request goes wrong, for tests. */
const failures = {
  down: () => new Refusal(500, 'Down.'),
  busy: () => new Refusal(429, 'Too many requests.', { 'retry-after': '60' }),
  refused: () => new Refusal(422, 'number: too long.'),
  'signed-out': () => new Refusal(401, 'Sign in first.', { 'www-authenticate': 'Bearer' }),
};

function corsOf(origin, origins) {
  const local = origin !== undefined && /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin);
  if (origin === undefined || !(origins ? origins.includes(origin) : local)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH',
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-match',
    'access-control-expose-headers': 'etag, retry-after',
    vary: 'origin',
  };
}

/**
 * Starts the mock on this machine only.
 *
 * @param {object} [options]
 * @param {number} [options.port] a free one by default
 * @param {string} [options.file] where it keeps its data; in memory without
 * @param {string} [options.token] what it wants as `Authorization: Bearer`; nothing without
 * @param {readonly string[]} [options.origins] pages that may use it; every page of this machine without
 * @returns `url`, `store`, `failNext(failure)`, `requests`, `close()`
 */
export async function startMockCrm({ port = 0, file, token, origins } = {}) {
  const store = createCrmStore({ file });
  const failing = [];
  const requests = [];

  async function answer(request, response) {
    const { method, headers } = request;
    const { pathname, searchParams: query } = new URL(request.url, 'http://mock');
    if (token !== undefined && headers.authorization !== `Bearer ${token}`) throw failures['signed-out']();
    const failure = failing.shift();
    if (failure in failures) throw failures[failure]();
    const { run, id } = routeOf(method, pathname);
    const content = await contentOf(request);
    const body = jsonOf(content, headers['content-type']);
    requests.push({ method, pathname, query: Object.fromEntries(query), headers, body });
    if (failure === 'silent') return;
    const result = run({ store, id, body, content, query, headers, key: headers['idempotency-key'] });
    if (failure === 'answer-lost') return void request.socket.destroy();
    send(response, { status: 200, ...result });
  }

  function send(response, { status, body, etag, headers = {} }) {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      ...(etag === undefined ? {} : { etag }),
      ...headers,
    });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(corsOf(request.headers.origin, origins)))
      response.setHeader(name, value);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    answer(request, response).catch((error) => {
      const refusal = error instanceof Refusal ? error : new Refusal(400, 'The request could not be understood.');
      const { status, message: detail, headers } = refusal;
      send(response, { status, headers, body: { title: 'Refused', status, detail } });
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    store,
    requests,
    failNext: (failure) => failing.push(failure),
    close,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { PORT, MOCK_CRM_FILE: file, MOCK_CRM_TOKEN: token, MOCK_CRM_ORIGINS: list } = process.env;
  const { url } = await startMockCrm({ port: Number(PORT ?? 4010), file, token, origins: list?.split(',') });
  console.log(`The mock CRM is at ${url} (stop it with Ctrl+C). Its calls: ${url}/calls`);
}
