import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';

describe('a network that lets audio out through a TURN server only', () => {
  test('carries calls, and no address of this machine leaves it', async ({ rig, signIn }) => {
    const { program, ...server } = await rig.startTurn();
    const agent = await signIn({ iceServers: [server], iceTransportPolicy: 'relay' });
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await agent.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(voiceHz);

    const invites = (await agent.ask('wire')).filter((message) => message.startsWith('> INVITE'));
    const candidates = invites.flatMap((message) => message.match(/a=candidate:.*/g) ?? []);
    expect(candidates.length).toBeGreaterThan(0);
    for (const candidate of candidates) expect(candidate).toContain(' typ relay');
    await program.said(/ALLOCATE processed, success/);

    expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
    expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });
    expect(await agent.ask('hears', farToneHz), 'after hold').toBe(true);
    await agent.ask('hangUp', call);
    await rig.farPhone.closed();
  });

  test('takes calls too', async ({ rig, signIn }) => {
    const { program: _, ...server } = await rig.startTurn();
    const agent = await signIn({ iceServers: [server], iceTransportPolicy: 'relay' });
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const call = await agent.ask('awaitIncoming');
    await agent.ask('answer', call);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await agent.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(voiceHz);
    await agent.ask('hangUp', call);
    await rig.farPhone.closed();
  });
});
