import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';
import { awaitUntil } from './rig/await-until.js';
import { farToneHz } from './rig/baresip.js';
import { farEnds } from './rig/far-ends.js';
import { summaryOf } from './rig/sip-messages.js';
import { startTcpProxy } from './rig/tcp-proxy.js';

describe('a connection that breaks during a call', () => {
  test('leaves the conversation alone and comes back by itself', async ({ rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

      proxy.shut();
      proxy.cut();
      await agent.ask('awaitConnection', 'reconnecting');
      expect(await agent.ask('hears', farToneHz), 'the far phone is heard meanwhile').toBe(true);
      await rig.farPhone.hears(voiceHz);
      expect(await agent.ask('callState', call)).toMatchObject({ status: 'active' });

      proxy.open();
      await agent.ask('awaitConnection', 'connected');
      expect(await agent.ask('callState', call)).toMatchObject({ status: 'active' });
      expect(await agent.ask('hears', farToneHz)).toBe(true);

      rig.farPhone.hangUp();
      expect(await agent.ask('awaitCall', call, { status: 'ended' }), 'the BYE finds the new connection').toMatchObject(
        {
          end: { reason: 'hung-up', by: 'remote' },
        },
      );
    } finally {
      await proxy.close();
    }
  });

  test('can be hung up while it is down: the far end is told afterwards', async ({ rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

      proxy.shut();
      proxy.cut();
      await agent.ask('awaitConnection', 'reconnecting');
      await agent.ask('hangUp', call);
      expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
        end: { reason: 'hung-up', by: 'local' },
      });
      proxy.open();
      await agent.ask('awaitConnection', 'connected');
      await rig.farPhone.closed();
    } finally {
      await proxy.close();
    }
  });

  test('does not end the call when hold is pressed while it is down', async ({ rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

      proxy.shut();
      proxy.cut();
      await agent.ask('awaitConnection', 'reconnecting');
      const asked = agent.ask('setHeld', call, true);
      proxy.open();
      await agent.ask('awaitConnection', 'connected');
      const { ok } = await asked;

      expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: ok });
      expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
      expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });
      expect(await agent.ask('hears', farToneHz)).toBe(true);
      await agent.ask('hangUp', call);
      await rig.farPhone.closed();
    } finally {
      await proxy.close();
    }
  });

  test('does not leave the far end ringing when the call is given up meanwhile', async ({ rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    const farEnd = await rig.startFarEnd('neverAnswers');
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', farEnds.neverAnswers.number);
      await agent.ask('awaitCall', call, { status: 'ringing' });

      proxy.shut();
      proxy.cut();
      await agent.ask('awaitConnection', 'reconnecting');
      await agent.ask('hangUp', call);
      proxy.open();
      await agent.ask('awaitCall', call, { status: 'ended' });
      await agent.ask('awaitConnection', 'connected');
      expect(summaryOf(await farEnd.finished())).toContain('>CANCEL');
      expect(await agent.ask('liveCalls')).toBe(0);
    } finally {
      await proxy.close();
    }
  });

  test.for([1, 5, 8])('for %i s does what was asked meanwhile: hold', async (seconds, { rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

      proxy.shut();
      proxy.cut();
      await agent.ask('awaitConnection', 'reconnecting');
      const asked = agent.ask('setHeld', call, true);
      await pause(seconds * 1000);
      proxy.open();
      expect(await asked).toEqual({ ok: true });
      expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: true });
      expect(await agent.ask('connection')).toEqual({ status: 'connected' });
      rig.farPhone.hangUp();
      await agent.ask('awaitCall', call, { status: 'ended' });
    } finally {
      await proxy.close();
    }
  });

  test('by the server: it comes back within two seconds and the far end can still hang up', async ({ rig, signIn }) => {
    // Without GRUU the server knows only the old connection, until the call's new offer comes over the new one.
    await rig.restartServer({ gruu: false });
    try {
      const agent = await signIn();
      const call = await agent.ask('dial', rig.farPhone.number);
      await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

      const reconnecting = agent.ask('awaitConnection', 'reconnecting');
      await rig.closeWebSockets();
      await reconnecting;
      const from = Date.now();
      await agent.ask('awaitConnection', 'connected');
      expect(Date.now() - from).toBeLessThan(2000);
      expect(await agent.ask('hears', farToneHz)).toBe(true);

      rig.farPhone.hangUp();
      expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
        end: { reason: 'hung-up', by: 'remote' },
      });
    } finally {
      await rig.restartServer();
    }
  });

  test('because the server was restarted leaves the call as it was, on both ends', async ({ rig, signIn }) => {
    const agent = await signIn();
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

    const reconnecting = agent.ask('awaitConnection', 'reconnecting');
    await rig.restartServer();
    await reconnecting;
    await agent.ask('awaitConnection', 'connected');
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', media: 'flowing' });
    expect(await agent.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(voiceHz);
    expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
    expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });

    rig.farPhone.hangUp();
    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'hung-up', by: 'remote' },
    });
  });
});

describe('audio that stops during a call', () => {
  test('is shown, and won back by an ICE restart', async ({ rig, signIn }) => {
    const agent = await signIn();
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    try {
      rig.relay.freeze();
      await agent.ask('awaitCall', call, { media: 'interrupted' });
      // New credentials are what makes an offer a restart (RFC 8445 section 2.4).
      await awaitUntil('an offer with new ICE credentials', async () => {
        const offers = (await agent.ask('wire')).filter((text) => text.startsWith('> INVITE'));
        return new Set(offers.map((text) => /a=ice-ufrag:(\S+)/.exec(text)?.[1])).size === 2;
      });
    } finally {
      rig.relay.thaw();
    }
    await agent.ask('awaitCall', call, { media: 'flowing' });
    expect(await agent.ask('hears', farToneHz)).toBe(true);
    await agent.ask('hangUp', call);
    await rig.farPhone.closed();
  });
});
