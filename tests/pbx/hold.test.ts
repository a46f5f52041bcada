import { describe, expect } from 'vitest';
import type { Agent } from './browser/agent.js';
import { holdMusic } from './browser/page-server.js';
import { secondVoiceHz, test, voiceHz } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';
import { type FarEndName, farEnds } from './rig/far-ends.js';
import type { Rig } from './rig/rig.js';
import { summaryOf } from './rig/sip-messages.js';

async function talkTo(who: FarEndName, { rig, agent }: { readonly rig: Rig; readonly agent: Agent }) {
  const farEnd = await rig.startFarEnd(who);
  const call = await agent.ask('dial', farEnds[who].number);
  await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
  expect(await agent.ask('hears', voiceHz), 'the far end sends our voice back').toBe(true);
  return { farEnd, call };
}

describe('hold', () => {
  test('is asked for and taken back, and the far end sees both', async ({ rig, signIn }) => {
    const agent = await signIn();
    const { farEnd, call } = await talkTo('answers', { rig, agent });

    expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: true });
    expect((await farEnd.saw('INVITE', { count: 2 })).body).toMatch(/a=(sendonly|inactive)/);

    expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: false });
    expect((await farEnd.saw('INVITE', { count: 3 })).body).toContain('a=sendrecv');
    expect(await agent.ask('hears', voiceHz), 'and hears again').toBe(true);

    await agent.ask('hangUp', call);
    await farEnd.finished();
  });

  test('with music is heard through the exchange, and the agent is not', async ({ signIn }) => {
    const [ada, bob] = [
      await signIn({ holdMusic: holdMusic.url }),
      await signIn({ user: '1002', voice: secondVoiceHz }),
    ];
    const call = await ada.ask('dial', '1002');
    await bob.ask('answer', await bob.ask('awaitIncoming'));
    await ada.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await bob.ask('hears', voiceHz)).toBe(true);

    expect(await ada.ask('setHeld', call, true)).toEqual({ ok: true });
    expect(await bob.ask('hears', holdMusic.hz)).toBe(true);
    expect(await bob.ask('hears', voiceHz, 1000)).toBe(false);

    expect(await ada.ask('setHeld', call, false)).toEqual({ ok: true });
    expect(await bob.ask('hears', voiceHz)).toBe(true);
    await ada.ask('hangUp', call);
  });

  test('that is refused leaves the call as it was', async ({ rig, signIn }) => {
    const agent = await signIn();
    const { farEnd, call } = await talkTo('refusesHold', { rig, agent });

    expect(await agent.ask('setHeld', call, true)).toMatchObject({ ok: false, code: 'hold-rejected' });
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: false });
    expect(await agent.ask('hears', voiceHz), 'the conversation goes on').toBe(true);
    expect(summaryOf(farEnd.messages())).not.toContain('BYE');

    expect(await agent.ask('setHeld', call, true), 'the next try is free').toEqual({ ok: true });
    await agent.ask('hangUp', call);
    expect(summaryOf(await farEnd.finished())).toMatch(/<488 INVITE >ACK >INVITE <200 INVITE >ACK >BYE/);
  });

  test('that collides with one of the far end is tried again', async ({ rig, signIn }) => {
    const agent = await signIn();
    const { farEnd, call } = await talkTo('collides', { rig, agent });

    expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: true });
    await agent.ask('hangUp', call);
    expect(summaryOf(await farEnd.finished())).toMatch(/<491 INVITE >ACK >INVITE <200 INVITE >ACK >BYE/);
  });

  test('pressed and taken back at once ends as it began', async ({ rig, signIn }) => {
    const agent = await signIn();
    const { farEnd, call } = await talkTo('answers', { rig, agent });

    const outcomes = await Promise.all([agent.ask('setHeld', call, true), agent.ask('setHeld', call, false)]);
    expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: false });
    expect(await agent.ask('hears', voiceHz)).toBe(true);
    await agent.ask('hangUp', call);
    await farEnd.finished();
  });

  test('happens by itself to the first call when a second one is made', async ({ rig, signIn }) => {
    const agent = await signIn();
    const first = await talkTo('answers', { rig, agent });
    const second = await agent.ask('dial', rig.farPhone.number);

    await agent.ask('awaitCall', second, { status: 'active', held: false });
    expect(await agent.ask('awaitCall', first.call, { held: true })).toMatchObject({ status: 'active' });
    expect(await agent.ask('hears', farToneHz), 'the second is heard').toBe(true);
    expect(await agent.ask('hears', voiceHz, 700), 'the first is not').toBe(false);

    expect(await agent.ask('setHeld', first.call, false)).toEqual({ ok: true });
    expect(await agent.ask('awaitCall', second, { held: true })).toMatchObject({ status: 'active' });
    expect(await agent.ask('hears', voiceHz), 'and now the first').toBe(true);
    await agent.ask('hangUp', second);
    await agent.ask('hangUp', first.call);
    await first.farEnd.finished();
  });

  test('by the far end is shown, and taken back', async ({ rig, signIn }) => {
    const agent = await signIn();
    const { farEnd, call } = await talkTo('holds', { rig, agent });

    expect(await agent.ask('awaitCall', call, { heldByRemote: true })).toMatchObject({ status: 'active', held: false });
    await agent.ask('awaitCall', call, { heldByRemote: false });
    expect(await agent.ask('hears', voiceHz), 'and they hear each other again').toBe(true);
    await agent.ask('hangUp', call);
    const answers = (await farEnd.finished()).filter(
      ({ title, direction }) => direction === 'received' && title === '200 INVITE',
    );
    expect(answers.map(({ body }) => body.match(/a=(recvonly|inactive|sendrecv)/)?.[1])).toEqual([
      expect.stringMatching(/recvonly|inactive/),
      'sendrecv',
    ]);
  });
});
