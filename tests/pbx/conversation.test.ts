import { describe, expect } from 'vitest';
import { secondVoiceHz, test, voiceHz } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';
import { farEnds } from './rig/far-ends.js';

describe('talking', () => {
  test('both sides hear each other', async ({ rig, signIn }) => {
    const agent = await signIn();
    const call = await agent.ask('dial', `+${rig.farPhone.number}`);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

    expect(await agent.ask('hears', farToneHz), 'the agent hears the far phone').toBe(true);
    await rig.farPhone.hears(voiceHz);
    expect(await agent.ask('measure', call)).toMatchObject({
      energySent: expect.toSatisfy((energy: number) => energy > 0),
      energyReceived: expect.toSatisfy((energy: number) => energy > 0),
    });

    await agent.ask('hangUp', call);
    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'hung-up', by: 'local' },
    });
    await rig.farPhone.closed();
    expect(await agent.ask('liveCalls')).toBe(0);
  });

  test('a muted agent is not heard, and heard again afterwards', async ({ rig, signIn }) => {
    const agent = await signIn();
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active' });
    await rig.farPhone.hears(voiceHz);

    await agent.ask('setMuted', call, true);
    await agent.ask('awaitCall', call, { muted: true });
    await rig.farPhone.hearsSilence();
    await agent.ask('setMuted', call, false);
    await rig.farPhone.hears(voiceHz);
  });

  test('digits arrive as digits, in order', async ({ rig, signIn }) => {
    const agent = await signIn();
    const from = rig.farPhone.program.log.length;
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

    expect(await agent.ask('sendTones', call, '12,0*#9')).toEqual({ ok: true });
    await rig.farPhone.receivedTones('120*#9', from);
  });

  test('digits arrive as SIP INFO when the phone is told so', async ({ rig, signIn }) => {
    const agent = await signIn({ tones: 'info' });
    const from = rig.farPhone.program.log.length;
    const call = await agent.ask('dial', rig.farPhone.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

    expect(await agent.ask('sendTones', call, '120*#9')).toEqual({ ok: true });
    await rig.farPhone.receivedInfoTones('120*#9', from);
    expect(await agent.dialogue()).toMatch(/>INFO <200 INFO/);
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active' });
  });

  test('two browsers hear each other', async ({ signIn }) => {
    const ada = await signIn({ user: '1001' });
    const bob = await signIn({ user: '1002', voice: secondVoiceHz });
    const outgoing = await ada.ask('dial', '1002');
    const incoming = await bob.ask('awaitIncoming');
    await ada.ask('awaitCall', outgoing, { status: 'ringing' });
    expect(await bob.ask('callState', incoming)).toMatchObject({ direction: 'incoming', number: '1001' });

    await bob.ask('answer', incoming);
    await Promise.all([
      ada.ask('awaitCall', outgoing, { status: 'active', media: 'flowing' }),
      bob.ask('awaitCall', incoming, { status: 'active', media: 'flowing' }),
    ]);
    expect(await Promise.all([ada.ask('hears', secondVoiceHz), bob.ask('hears', voiceHz)])).toEqual([true, true]);

    await bob.ask('hangUp', incoming);
    expect(await ada.ask('awaitCall', outgoing, { status: 'ended' })).toMatchObject({
      end: { reason: 'hung-up', by: 'remote' },
    });
  });

  test('a call behind a second login works, and so does the next one in the first', async ({ rig, signIn }) => {
    const guarded = await rig.startFarEnd('behindSecondLogin');
    const agent = await signIn();
    for (const number of [rig.farPhone.number, farEnds.behindSecondLogin.number, rig.farPhone.number]) {
      const call = await agent.ask('dial', number);
      expect(await agent.ask('awaitCall', call, { status: 'active' }), number).toMatchObject({ number });
      await agent.ask('hangUp', call);
      await agent.ask('awaitCall', call, { status: 'ended' });
    }
    await guarded.finished();
    expect(await agent.dialogue()).toContain('>INVITE <407 INVITE >ACK >INVITE');
  });
});
