import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';
import { type FarEndName, farEnds } from './rig/far-ends.js';
import { summaryOf } from './rig/sip-messages.js';
import { startTcpProxy } from './rig/tcp-proxy.js';

interface Ending {
  readonly who: FarEndName;
  readonly end: Readonly<Record<string, unknown>>;
}

const refusals: readonly Ending[] = [
  { who: 'busy', end: { reason: 'busy', by: 'remote', sip: { code: 486 } } },
  { who: 'unknown', end: { reason: 'not-found', sip: { code: 404 } } },
  { who: 'switchedOff', end: { reason: 'unavailable', sip: { code: 480 } } },
  { who: 'notAtHome', end: { reason: 'no-answer', sip: { code: 480 } } },
  { who: 'outOfService', end: { reason: 'failed', error: { code: 'server-error' } } },
  { who: 'declines', end: { reason: 'declined', by: 'remote', sip: { code: 603 } } },
];

describe('a call that is not answered', () => {
  test.for(refusals)('tells how it ended: $who', async ({ who, end }, { rig, signIn }) => {
    const farEnd = await rig.startFarEnd(who);
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds[who].number);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({ end });
    await farEnd.finished();
  });

  test('ends by itself when nobody answers for too long', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('neverAnswers');
    const agent = await signIn({ ringLimitSeconds: 5 });
    const call = await agent.ask('dial', farEnds.neverAnswers.number);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      ringingAt: expect.any(Number),
      end: { reason: 'no-answer', by: 'system' },
    });
    expect(summaryOf(await farEnd.finished())).toContain('>CANCEL');
  });

  test('can be given up while it rings: the far end stops ringing', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('neverAnswers');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.neverAnswers.number);
    await agent.ask('awaitCall', call, { status: 'ringing' });
    await agent.ask('hangUp', call);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'cancelled', by: 'local' },
    });
    expect(summaryOf(await farEnd.finished())).toMatch(/>CANCEL <200 CANCEL <487 INVITE >ACK/);
    await expect.poll(() => agent.dialogue()).toMatch(/<487 INVITE >ACK/);
  });

  test('can be given up before anything was heard of it', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('neverAnswers');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.neverAnswers.number);
    await agent.ask('hangUp', call);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'cancelled', by: 'local' },
    });
    expect(await agent.ask('liveCalls')).toBe(0);
    const heard = farEnd.messages();
    if (heard.length > 0) await farEnd.finished();
  });
});

describe('a call answered in the moment it is given up', () => {
  test('is acknowledged and ended when the 200 answers the CANCEL', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('answersTooLate');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.answersTooLate.number);
    await agent.ask('awaitCall', call, { status: 'ringing' });
    await agent.ask('hangUp', call);
    await agent.ask('awaitCall', call, { status: 'ended' });

    expect(summaryOf(await farEnd.finished())).toMatch(/>CANCEL <200 INVITE >ACK >BYE <200 BYE$/);
    expect(await agent.ask('liveCalls')).toBe(0);
    expect(await agent.ask('hears', voiceHz, 300), 'nobody is on the line').toBe(false);
  });

  test('is acknowledged and ended when the 200 was already on its way', async ({ rig, signIn }) => {
    const proxy = await startTcpProxy(rig.wsPort);
    const farEnd = await rig.startFarEnd('hesitates');
    try {
      const agent = await signIn({ servers: [`ws://127.0.0.1:${proxy.port}`] });
      const call = await agent.ask('dial', farEnds.hesitates.number);
      await agent.ask('awaitCall', call, { status: 'ringing' });
      const release = proxy.holdAnswers();
      await farEnd.saw('200 INVITE');
      await agent.ask('hangUp', call);
      release();

      await agent.ask('awaitCall', call, { status: 'ended' });
      expect(summaryOf(await farEnd.finished())).toMatch(/>ACK.* >BYE <200 BYE$/);
      expect(await agent.ask('liveCalls')).toBe(0);
    } finally {
      await proxy.close();
    }
  });
});

describe('a call that the far end', () => {
  test('answers and ends', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('hangsUp');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.hangsUp.number);

    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      answeredAt: expect.any(Number),
      end: { reason: 'hung-up', by: 'remote' },
    });
    await farEnd.finished();
  });

  test('plays something to before answering is heard while it rings', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('playsFirst');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.playsFirst.number);

    await agent.ask('awaitCall', call, { status: 'ringing', earlyMedia: true });
    expect(await agent.ask('hears', voiceHz, 2500), 'the echo of our own voice').toBe(true);
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'ringing' });
    await agent.ask('awaitCall', call, { status: 'active' });
    await agent.ask('hangUp', call);
    await farEnd.finished();
  });
});
