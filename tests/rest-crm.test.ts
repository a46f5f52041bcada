import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crmFaultOf } from '@dialdeck/core/crm';
import { runConformance } from '@dialdeck/crm/conformance';
import { createRestCrm } from '@dialdeck/crm/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMockCrm } from '../examples/mock-crm/server.mjs';
import { restWorld } from './rest-world.js';

const { signal } = new AbortController();
const write = (idempotencyKey: string = crypto.randomUUID()) => ({ idempotencyKey, signal });
const failureOf = async (run: Promise<unknown>) =>
  crmFaultOf(
    await run.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

let mock: Awaited<ReturnType<typeof startMockCrm>>;
beforeAll(async () => {
  mock = await startMockCrm({ token: 'secret-token' });
});
afterAll(() => mock.close());

const headers = () => ({ authorization: 'Bearer secret-token' });
const connect = () => createRestCrm({ baseUrl: mock.url, headers });

describe('the REST connector', () => {
  it('conforms, on the mock CRM', async () => {
    const report = await runConformance(() => restWorld(mock, { headers }), { name: 'REST' });
    const trouble = report.checks.filter(({ status }) => status !== 'passed');
    expect(trouble.map(({ id }) => id)).toEqual(['open.harmless']);
    expect(report.conforms).toBe(true);
  });

  it('asks for the headers of every request, and tells a failed sign-in as that', async () => {
    let asked = 0;
    const crm = createRestCrm({
      baseUrl: mock.url,
      headers: () => ({ authorization: `Bearer ${asked++ === 0 ? 'secret-token' : 'old'}` }),
    });
    expect(await crm.listDispositions?.(signal)).toHaveLength(3);
    expect(await failureOf(crm.listDispositions!(signal))).toMatchObject({ kind: 'signed-out' });
    expect(asked).toBe(2);
    const broken = createRestCrm({ baseUrl: mock.url, headers: () => Promise.reject(new Error('no token')) });
    expect(await failureOf(broken.listDispositions!(signal))).toMatchObject({ kind: 'signed-out' });
  });

  it('does not overwrite a customer somebody changed meanwhile', async () => {
    const [mine, theirs] = [connect(), connect()];
    const created = await mine.createCustomer!({ name: 'Ada', numbers: [] }, write());
    await theirs.updateCustomer!(created.id, { company: 'Theirs' }, write());
    const failed = await failureOf(mine.updateCustomer!(created.id, { company: 'Mine' }, write()));
    expect(failed).toMatchObject({
      kind: 'refused',
      error: { message: 'The CRM answered 412. Somebody else changed it.' },
    });
    expect(await mine.getCustomer!(created.id, signal)).toMatchObject({ company: 'Theirs' });
    expect(await mine.updateCustomer!(created.id, { company: null }, write())).toEqual({ ...created });
  });

  it('has only the methods the server has', () => {
    const crm = createRestCrm({ baseUrl: 'https://crm.example/api', methods: ['upsertCall'], openRecord: () => {} });
    expect(Object.keys(crm).sort()).toEqual(['openRecord', 'upsertCall']);
  });

  it.each(['http://crm.example/', 'https://user:pass@crm.example/', 'https://crm.example/?token=1', 'ftp://x/', 'crm'])(
    'takes no address like %s',
    (baseUrl) => expect(() => createRestCrm({ baseUrl })).toThrow(expect.objectContaining({ code: 'config-invalid' })),
  );

  const answering = (body: BodyInit, init: ResponseInit = {}) =>
    createRestCrm({
      baseUrl: 'https://crm.example/',
      maxAnswerBytes: 1_000,
      fetch: async () => new Response(body, init),
    });

  it.each([
    ['is not JSON', 'Hello', 'crm-answer-invalid'],
    ['has a wrong shape', '{"dispositions":[{"id":7,"label":"x"}]}', 'crm-answer-invalid'],
    ['is nothing', '', 'crm-answer-invalid'],
    ['has no end', `{"dispositions":[]${' '.repeat(2_000)}}`, 'crm-refused'],
  ])('refuses an answer that %s', async (_what, body, code) => {
    expect((await failureOf(answering(body).listDispositions!(signal))).error.code).toBe(code);
  });

  it('cuts down what a server says to what is known, without prototypes of strangers', async () => {
    const crm = answering('{"id":"a","name":"<b>x</b>","numbers":[],"token":"1","__proto__":{"polluted":1}}');
    expect(await crm.getCustomer!('a', signal)).toEqual({ id: 'a', name: '<b>x</b>', numbers: [] });
    expect('polluted' in {}).toBe(false);
  });

  it('follows no redirect, and lets no id change the address', async () => {
    const asked: [string, RequestInit | undefined][] = [];
    const crm = createRestCrm({
      baseUrl: 'https://crm.example/api',
      fetch: async (url, init) => {
        asked.push([String(url), init]);
        return new Response('{}', { status: 404 });
      },
    });
    await crm.getCustomer!('../../admin?x=1#y', signal);
    expect(asked[0]?.[0]).toBe('https://crm.example/api/customers/..%2F..%2Fadmin%3Fx%3D1%23y');
    expect(asked[0]?.[1]).toMatchObject({
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      credentials: 'same-origin',
    });
    expect(await failureOf(crm.getCustomer!('..', signal))).toMatchObject({ kind: 'refused' });
    expect(asked).toHaveLength(1);
  });

  it('sends no recording without end', async () => {
    const crm = createRestCrm({ baseUrl: mock.url, headers, maxRecordingBytes: 10 });
    const recording = {
      callId: 'a',
      content: new Blob(['12345678901']),
      mimeType: 'audio/webm',
      startedAt: 1,
      durationMs: 1,
    };
    expect(await failureOf(crm.uploadRecording!(recording, write()))).toMatchObject({ kind: 'refused' });
  });
});

describe('the mock CRM', () => {
  it('has its calls again after it was started anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mock-crm-'));
    try {
      const file = join(folder, 'crm.json');
      const first = await startMockCrm({ file });
      const created = await createRestCrm({ baseUrl: first.url }).createCustomer!(
        { name: '李', numbers: [] },
        write('k'),
      );
      await first.close();
      const second = await startMockCrm({ file });
      const crm = createRestCrm({ baseUrl: second.url });
      expect(await crm.getCustomer!(created.id, signal)).toEqual(created);
      expect((await crm.createCustomer!({ name: '李', numbers: [] }, write('k'))).id).toBe(created.id);
      await second.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
