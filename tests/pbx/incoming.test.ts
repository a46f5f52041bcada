import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';
import { summaryOf } from './rig/sip-messages.js';

describe('an incoming call', () => {
  test('rings, is answered, and both sides hear each other', async ({ rig, signIn }) => {
    const agent = await signIn();
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const call = await agent.ask('awaitIncoming');
    expect(await agent.ask('callState', call)).toMatchObject({ direction: 'incoming', number: rig.farPhone.number });

    await agent.ask('answer', call);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await agent.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(voiceHz);

    rig.farPhone.hangUp();
    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'hung-up', by: 'remote' },
    });
  });

  test('is rejected, and the caller hears of it', async ({ rig, signIn }) => {
    const agent = await signIn();
    const from = rig.farPhone.program.log.length;
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const call = await agent.ask('awaitIncoming');
    await agent.ask('reject', call);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'declined', by: 'local' },
    });
    await rig.farPhone.program.said(/603/, { from });
  });

  test('of somebody who gives up stops ringing', async ({ rig, signIn }) => {
    const agent = await signIn();
    const [caller, call] = await Promise.all([rig.callAndGiveUp('1001'), agent.ask('awaitIncoming')]);
    expect(await agent.ask('callState', call)).toMatchObject({ number: '12025550142', name: 'Ada Lovelace' });

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'cancelled', by: 'remote' },
    });
    expect(summaryOf(await caller.finished())).toMatch(/>487 INVITE <ACK$/);
    expect(await agent.ask('liveCalls')).toBe(0);
  });
});
