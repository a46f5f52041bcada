import { describe, expect } from 'vitest';
import { secondVoiceHz, test } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';

describe('a call that rings at two desks of one user', () => {
  test('stops at the other one when it is answered, and is not missed there', async ({ rig, signIn }) => {
    const [desk, home] = [await signIn(), await signIn({ voice: secondVoiceHz })];
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const [atDesk, atHome] = await Promise.all([desk.ask('awaitIncoming'), home.ask('awaitIncoming')]);
    await home.ask('answer', atHome);

    await home.ask('awaitCall', atHome, { status: 'active', media: 'flowing' });
    expect(await desk.ask('awaitCall', atDesk, { status: 'ended' })).toMatchObject({
      end: { reason: 'answered-elsewhere', by: 'remote' },
    });
    expect(await desk.ask('latestRecord')).toMatchObject({ outcome: 'answered-elsewhere' });
    expect(await home.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(secondVoiceHz);
    expect(await desk.ask('liveCalls')).toBe(0);
    await home.ask('hangUp', atHome);
    await rig.farPhone.closed();
  });

  test('is missed at both when the caller gives up', async ({ rig, signIn }) => {
    const [desk, home] = [await signIn(), await signIn({ voice: secondVoiceHz })];
    await rig.callAndGiveUp('1001');
    for (const agent of [desk, home]) {
      expect(await agent.ask('latestRecord')).toMatchObject({ outcome: 'missed', direction: 'incoming' });
    }
  });

  test('rings on at one when the other one declines with busy', async ({ rig, signIn }) => {
    const [desk, home] = [await signIn(), await signIn({ voice: secondVoiceHz })];
    await desk.ask('setDoNotDisturb', true);
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const call = await home.ask('awaitIncoming');
    await home.ask('answer', call);
    await home.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await desk.ask('liveCalls')).toBe(0);
    await home.ask('hangUp', call);
    await rig.farPhone.closed();
  });
});
