import { createServer } from 'node:http';
import { createChance } from './chance.mjs';

/**
 * A CRM that fails, loses answers, answers late and dies, and notes what it was told. It goes by the idempotency key,
 * as any CRM must that wants nothing twice; it does not sort: what comes out of order is stored out of order.
 * @param options.scale how many seconds of the dialer are one of the machine
 */
export async function startTroubledCrm({ seed, scale, failing = 0.3 }) {
  const chance = createChance(seed);
  const keys = new Set();
  /** By call: the numbers of the revisions, in the order they were stored. */
  const stored = new Map();
  const counts = { requests: 0, failed: 0, lostAnswers: 0, repeated: 0, whileDown: 0 };
  let downUntil = 0;

  /** Mostly quick, now and then some seconds. */
  const lateness = () => (chance() < 0.05 ? 1_000 + 4_000 * chance() : 50 + 350 * chance()) / scale;

  function store({ id, revisions, key }) {
    if (key !== undefined && keys.has(key)) {
      counts.repeated += 1;
      return;
    }
    if (key !== undefined) keys.add(key);
    stored.set(id, [...(stored.get(id) ?? []), revisions]);
  }

  async function answer(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    counts.requests += 1;
    if (Date.now() < downUntil) {
      counts.whileDown += 1;
      request.socket.destroy();
      return;
    }
    // Drawn for every request, so that the same requests meet the same fate.
    const [luck, kind, late] = [chance(), chance(), lateness()];
    const fails = luck < failing;
    if (fails) counts.failed += 1;
    const stores = !fails || kind < 0.3;
    if (stores) store(JSON.parse(Buffer.concat(parts).toString('utf8')));
    await new Promise((resolve) => setTimeout(resolve, late));
    if (fails && stores) {
      counts.lostAnswers += 1;
      request.socket.destroy();
      return;
    }
    if (fails && kind < 0.4) response.setHeader('retry-after', '3');
    response.statusCode = fails ? 503 : 200;
    response.end('{"ref":"stored"}');
  }

  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    // A page that was killed has no use for its answer.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stored,
    counts,
    dieFor(ms) {
      downUntil = Date.now() + ms;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
