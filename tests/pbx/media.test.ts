import { createSocket } from 'node:dgram';
import { describe, expect } from 'vitest';
import { pageWithoutMicrophone } from './browser/page-server.js';
import { test } from './pbx-test.js';
import { farEnds } from './rig/far-ends.js';

describe('when the media are difficult', () => {
  test('a page without microphone says so, and calls nobody', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('neverAnswers');
    const agent = await signIn({ path: pageWithoutMicrophone });
    const call = await agent.ask('dial', farEnds.neverAnswers.number);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'failed', error: { code: 'microphone-denied' } },
    });
    expect(await agent.ask('microphone')).toMatchObject({ status: 'failed', error: { code: 'microphone-denied' } });
    expect(farEnd.messages()).toEqual([]);
    expect(await agent.ask('connection')).toEqual({ status: 'connected' });
  });

  test('a silent STUN server does not delay the call', async ({ rig, signIn }) => {
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const asked = new Promise<void>((resolve) => silent.once('message', () => resolve()));
    try {
      const agent = await signIn({ iceServers: [{ urls: `stun:127.0.0.1:${silent.address().port}` }] });
      const before = performance.now();
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active' });

      expect(performance.now() - before, 'milliseconds until the answer').toBeLessThan(5000);
      await asked;
      await agent.ask('hangUp', call);
    } finally {
      silent.close();
    }
  });

  test('a page that is left ends its call: the far end is not kept waiting', async ({ rig, signIn }) => {
    const agent = await signIn();
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    await agent.page.goto('about:blank');

    await rig.farPhone.closed();
  });
});
