import { createServer } from 'node:net';
import { describe, expect } from 'vitest';
import { test } from './pbx-test.js';

describe('signing in', () => {
  test('proves the password by digest, at a domain that is no host name', async ({ rig, signIn }) => {
    const agent = await signIn();

    expect(await agent.ask('connection')).toEqual({ status: 'connected' });
    expect(await agent.dialogue()).toBe('>REGISTER <401 REGISTER >REGISTER <200 REGISTER');
    expect((await agent.ask('wire')).join('\n')).not.toContain(rig.password);
  });

  test('says that the password is wrong, and stops asking', async ({ rig, newcomer }) => {
    const agent = await newcomer();
    const outcome = await agent.ask('signIn', {
      uri: `sip:1001@${rig.domain}`,
      servers: [rig.server],
      password: 'guessed',
    });

    expect(outcome).toMatchObject({ ok: false, code: 'registration-rejected' });
    expect(await agent.ask('connection')).toMatchObject({ status: 'failed', error: { code: 'registration-rejected' } });
    expect((await agent.dialogue()).match(/>REGISTER/g)).toHaveLength(2);
  });

  test('says that the server cannot be reached', async ({ rig, newcomer }) => {
    const agent = await newcomer();
    const servers = [`ws://127.0.0.1:${await closedPort()}`];
    const outcome = await agent.ask('signIn', { uri: `sip:1001@${rig.domain}`, servers, password: rig.password });

    expect(outcome).toMatchObject({ ok: false, code: 'server-unreachable' });
    expect(await agent.ask('connection')).toMatchObject({ status: 'failed', error: { code: 'server-unreachable' } });
  });

  test('takes the next server when the first one is down', async ({ rig, signIn }) => {
    const agent = await signIn({ servers: [`ws://127.0.0.1:${await closedPort()}`, rig.server] });

    expect(await agent.ask('connection')).toEqual({ status: 'connected' });
  });

  test('leaves no registration behind', async ({ signIn }) => {
    const agent = await signIn({ user: '1003' });
    const other = await signIn({ user: '1004' });
    await agent.ask('dispose');

    const call = await other.ask('dial', '1003');
    expect(await other.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'unavailable', sip: { code: 480 } },
    });
  });
});

/** A port where nobody listens. */
const closedPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else server.close(() => resolve(address.port));
    });
  });
