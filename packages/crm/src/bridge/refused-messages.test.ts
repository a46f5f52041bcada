import { afterEach, describe, expect, it } from 'vitest';
import {
  closeAll,
  createFrame,
  dialerOrigin,
  exposed,
  hostOrigin,
  open,
  openBridge,
  rawHost,
} from '../testing/open-bridge.js';
import { connectBridge } from './connect-bridge.js';
import { connectDialer, type DialerLink } from './host/index.js';

afterEach(closeAll);

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a page that is not on the list', () => {
  const hello = () => ({ dialdeck: 'hello', v: 1, nonce: crypto.randomUUID(), methods: [] });

  it.each<[string, { origin?: string; source?: unknown }]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['whose origin only looks like ours', { origin: 'https://crm.example.evil.example' }],
    ['of no origin', { origin: 'null' }],
    ['of an allowed origin, but in another window', { source: { name: 'a neighbour' } }],
  ])('%s gets no answer at all', async (_who, from) => {
    const { bridge, frame, refused } = openBridge();
    await exposed(bridge);
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    const heard: unknown[] = [];
    port1.onmessage = ({ data }) => heard.push(data);
    frame.arrive(hello(), { ...from, ports: [port2] });
    await later();
    expect(heard).toEqual([]);
    expect(refused).toEqual([{ code: 'bridge-origin-refused', origin: from.origin ?? hostOrigin }]);
  });

  it('waits in vain with the host script as well', async () => {
    const { frame } = openBridge();
    const attempt = connectDialer(frame.seenFrom('https://evil.example'), { origin: dialerOrigin, timeoutMs: 600 });
    await expect(attempt).rejects.toMatchObject({ code: 'bridge-timeout' });
  });

  it.each(['*', 'https://crm.example/', 'crm.example', 'null', ''])('cannot be let in as %s', (origin) => {
    const frame = createFrame();
    const make = () => connectBridge({ allowedOrigins: [origin], window: frame.window });
    expect(make).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => connectDialer(frame.seenFrom(hostOrigin), { origin })).toThrow('config-invalid');
  });

  it('is not told apart from a broken greeting of an allowed page', async () => {
    const { frame, refused } = openBridge();
    frame.arrive({ ...hello(), v: 2 });
    frame.arrive(JSON.parse('{"dialdeck":"hello","__proto__":{}}'));
    frame.arrive({ dialdeck: 'hello', text: 'x'.repeat(2_000_000) });
    frame.arrive('something else entirely');
    expect(refused.map(({ code }) => code)).toEqual([
      'bridge-message-invalid',
      'bridge-message-polluting',
      'bridge-message-too-large',
    ]);
  });
});

describe('a message the dialer does not take', () => {
  const request = (fields = {}) => ({ v: 1, id: 1, kind: 'request', method: 'getState', params: [], ...fields });
  const circle: Record<string, unknown> = request();
  circle['params'] = [circle];
  const deep = { v: 1, id: 1, kind: 'request', method: 'call', params: [JSON.parse('['.repeat(50) + ']'.repeat(50))] };

  it.each<[string, unknown, string]>([
    ['is no object', 'hello', 'bridge-message-invalid'],
    ['is nothing', null, 'bridge-message-invalid'],
    ['has another version', request({ v: 2 }), 'bridge-message-invalid'],
    ['has a field nobody knows', request({ extra: 1 }), 'bridge-message-invalid'],
    ['has no number', request({ id: undefined }), 'bridge-message-invalid'],
    ['carries a Map', request({ params: [new Map()] }), 'bridge-message-invalid'],
    [
      'has a polluting key',
      JSON.parse('{"v":1,"id":1,"kind":"request","method":"call","params":[{"__proto__":{"polluted":1}}]}'),
      'bridge-message-polluting',
    ],
    [
      'has a constructor deep inside',
      request({ params: [{ a: { constructor: { prototype: {} } } }] }),
      'bridge-message-polluting',
    ],
    ['is oversized', request({ params: ['x'.repeat(1_100_000)] }), 'bridge-message-too-large'],
    ['has very many values', request({ params: [new Array(60_000)] }), 'bridge-message-too-large'],
    ['is nested very deep', deep, 'bridge-message-too-large'],
    ['goes round in a circle', circle, 'bridge-message-too-large'],
  ])('%s', async (_what, message, code) => {
    const { port, heard, refused, dialer } = await rawHost();
    port.postMessage(message);
    await expect.poll(() => heard).toMatchObject([{ kind: 'refused', code }]);
    expect(refused).toEqual([{ code, origin: hostOrigin }]);
    expect('polluted' in {}).toBe(false);
    expect(dialer.state.snapshot.calls).toEqual([]);
  });

  it('comes a second time', async () => {
    const { port, heard, refused, dialer } = await rawHost();
    const call = request({ id: 7, method: 'call', params: ['+12025550100'] });
    for (const message of [call, call, { ...call, id: 3 }]) port.postMessage(message);
    await expect.poll(() => heard.filter(({ kind }) => kind === 'refused')).toHaveLength(2);
    expect(refused.map(({ code }) => code)).toEqual(['bridge-message-replayed', 'bridge-message-replayed']);
    expect(dialer.state.snapshot.calls).toHaveLength(1);
    expect(heard.filter(({ kind, to }) => kind === 'answer' && to === 7)).toMatchObject([{ ok: true }]);
  });
});

describe('the host script', () => {
  it('takes no replay and nothing malformed from the dialer, and asks nothing the adapter does not have', async () => {
    const codes: string[] = [];
    const answers: { kind: string; ok?: boolean; code?: string }[] = [];
    let dialerEnd: MessagePort | undefined;
    const target = {
      postMessage(_data: unknown, _origin: string, [port]: readonly MessagePort[]) {
        if (dialerEnd || !port) return;
        dialerEnd = port;
        port.onmessage = ({ data }) => answers.push(data);
        port.postMessage({ v: 1, id: 1, kind: 'welcome' });
      },
    } as unknown as Window;
    const link: DialerLink = await connectDialer(target, {
      origin: dialerOrigin,
      onRefused: (code) => codes.push(code),
    });
    open.push(link);
    for (const message of ['x', { v: 1, id: 1, kind: 'request' }, { v: 9, id: 2, kind: 'request' }])
      dialerEnd?.postMessage(message);
    let id = 100;
    for (const method of ['crm.__proto__', 'crm.constructor', 'crm.upsertCall', 'eval']) {
      dialerEnd?.postMessage({ v: 1, id: id++, kind: 'request', method, params: [] });
      await expect.poll(() => answers.at(-1)?.kind).toBe('answer');
      answers.push({ kind: 'read' });
    }
    expect(codes).toEqual(['bridge-message-invalid', 'bridge-message-replayed', 'bridge-message-invalid']);
    expect(answers.filter(({ kind }) => kind === 'answer').every(({ ok }) => ok === false)).toBe(true);
  });

  it('is at most 3 KiB gzipped, in one file without dependencies', async () => {
    const [{ build }, { gzipSync }] = await Promise.all([import('esbuild'), import('node:zlib')]);
    const { outputFiles } = await build({
      entryPoints: ['packages/crm/src/bridge/host/index.ts'],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(3 * 1_024);
  });
});
