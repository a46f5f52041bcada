import { describe, expect } from 'vitest';
import type { Agent } from './browser/agent.js';
import { secondVoiceHz, test, voiceHz } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';
import { farEnds } from './rig/far-ends.js';

const talking = { status: 'active', media: 'flowing' } as const;
const back = { status: 'active', held: false } as const;

async function answerNext(agent: Agent): Promise<number> {
  const call = await agent.ask('awaitIncoming');
  await agent.ask('answer', call);
  await agent.ask('awaitCall', call, talking);
  return call;
}

describe('a blind transfer', () => {
  test('of a far phone that was called: it talks to the other agent, our part is over', async ({ rig, signIn }) => {
    const [ada, bob] = [await signIn(), await signIn({ user: '1002', voice: secondVoiceHz })];
    const call = await ada.ask('dial', rig.farPhone.number);
    await ada.ask('awaitCall', call, talking);

    const sent = ada.ask('transfer', call, '1002');
    await answerNext(bob);
    expect(await sent).toEqual({ ok: true });
    expect(await ada.ask('awaitCall', call, { status: 'ended' })).toMatchObject({ transferredTo: '1002' });
    expect(await bob.ask('hears', farToneHz)).toBe(true);
    await rig.farPhone.hears(secondVoiceHz);
    expect(await ada.dialogue()).toMatch(/>REFER .*<202 REFER .*<NOTIFY/);
    expect(await ada.ask('liveCalls')).toBe(0);
  });

  test('of a far phone that called', async ({ rig, signIn }) => {
    const [ada, bob] = [await signIn(), await signIn({ user: '1002', voice: secondVoiceHz })];
    rig.farPhone.call(`sip:1001@${rig.domain}`);
    const call = await answerNext(ada);

    const sent = ada.ask('transfer', call, '1002');
    await answerNext(bob);
    expect(await sent).toEqual({ ok: true });
    expect(await bob.ask('hears', farToneHz)).toBe(true);
    expect(await ada.ask('liveCalls')).toBe(0);
  });

  test('to somebody who is busy gives the caller back, off hold', async ({ rig, signIn }) => {
    await rig.startFarEnd('busy');
    const ada = await signIn();
    const call = await ada.ask('dial', rig.farPhone.number);
    await ada.ask('awaitCall', call, talking);
    expect(await ada.ask('transfer', call, farEnds.busy.number)).toMatchObject({ ok: false, code: 'transfer-failed' });
    expect(await ada.ask('awaitCall', call, back)).toMatchObject({
      transfer: { status: 'failed', target: farEnds.busy.number, sip: { code: 486 } },
    });
    expect(await ada.ask('hears', farToneHz)).toBe(true);
    await ada.ask('hangUp', call);
    await rig.farPhone.closed();
  });
});

describe('a transfer after asking', () => {
  /** Ada talks to the customer (1002), who may be sent to Cleo (1003). */
  const three = async (signIn: (options: object) => Promise<Agent>) => ({
    ada: await signIn({}),
    customer: await signIn({ user: '1002', voice: secondVoiceHz, transferableTo: ['1003'] }),
    cleo: await signIn({ user: '1003', allowReplaces: true }),
  });

  test('joins a customer who was called to the one who was asked', async ({ signIn }) => {
    const { ada, customer, cleo } = await three(signIn);
    const call = await ada.ask('dial', '1002');
    await answerNext(customer);
    await ada.ask('awaitCall', call, talking);
    const asked = await ada.ask('consult', call, '1003');
    expect(await ada.ask('completeConsult', call), 'before the answer').toMatchObject({ code: 'call-not-active' });
    await answerNext(cleo);
    await ada.ask('awaitCall', asked, talking);

    expect(await ada.ask('completeConsult', call)).toEqual({ ok: true });
    const joined = await customer.ask('awaitOutgoing', '1003');
    await customer.ask('awaitCall', joined, talking);
    expect(await customer.ask('hears', voiceHz)).toBe(true);
    expect(await cleo.ask('hears', secondVoiceHz)).toBe(true);
    expect(await ada.ask('liveCalls')).toBe(0);
    expect(await ada.ask('callState', call)).toMatchObject({ status: 'ended', transferredTo: '1003' });
    expect(await cleo.ask('liveCalls'), 'the call to the agent was replaced').toBe(1);
  });

  test('joins them when both had called the agent', async ({ signIn }) => {
    const { ada, customer, cleo } = await three(signIn);
    await customer.ask('dial', '1001');
    const call = await answerNext(ada);
    await cleo.ask('dial', '1001');
    const other = await answerNext(ada);

    expect(await ada.ask('join', call, other)).toEqual({ ok: true });
    const joined = await customer.ask('awaitOutgoing', '1003');
    await customer.ask('awaitCall', joined, talking);
    expect(await cleo.ask('hears', secondVoiceHz)).toBe(true);
    expect(await ada.ask('liveCalls')).toBe(0);
  });

  test('is cancelled, or comes to nothing, and the customer is back', async ({ rig, signIn }) => {
    await rig.startFarEnd('busy');
    const ada = await signIn();
    const cleo = await signIn({ user: '1003', voice: secondVoiceHz });
    const call = await ada.ask('dial', rig.farPhone.number);
    await ada.ask('awaitCall', call, talking);
    await ada.ask('consult', call, '1003');
    await ada.ask('awaitCall', call, { held: true });
    await answerNext(cleo);
    expect(await ada.ask('cancelConsult', call)).toEqual({ ok: true });
    await ada.ask('awaitCall', call, back);

    await ada.ask('consult', call, farEnds.busy.number);
    await ada.ask('awaitCall', call, { held: true });
    await ada.ask('awaitCall', call, back);
    expect(await ada.ask('hears', farToneHz)).toBe(true);
  });
});
