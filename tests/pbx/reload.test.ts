import { describe, expect } from 'vitest';
import type { Agent } from './browser/agent.js';
import { test, voiceHz } from './pbx-test.js';
import { farEnds } from './rig/far-ends.js';
import type { Rig } from './rig/rig.js';
import { summaryOf } from './rig/sip-messages.js';

const talking = { status: 'active', media: 'flowing' } as const;

/** The page reloads itself, or its user presses the button, and signs in again. */
async function reload(agent: Agent, rig: Rig, by: 'itself' | 'button' = 'itself'): Promise<void> {
  if (by === 'button') await agent.page.reload();
  else await Promise.all([agent.page.waitForEvent('load'), agent.page.evaluate(() => location.reload())]);
  await agent.page.waitForFunction(() => 'pageAgent' in globalThis);
  const account = { uri: `sip:1001@${rig.domain}`, servers: [rig.server], password: rig.password };
  expect(await agent.ask('signIn', { ...account, storage: 'reload' })).toEqual({ ok: true });
}

const onlyRecord = async (agent: Agent) => (await agent.ask('records'))[0];

describe('a page that is reloaded in mid-call', () => {
  test('is in the same call again, where the far end knows Replaces', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('takesBack', { calls: 2 });
    const agent = await signIn({ storage: 'reload' });
    const first = await agent.ask('dial', farEnds.takesBack.number);
    await agent.ask('awaitCall', first, talking);
    const { id, answeredAt } = (await onlyRecord(agent)) ?? {};

    await reload(agent, rig);
    const call = await agent.ask('awaitOutgoing', farEnds.takesBack.number);
    expect(await agent.ask('awaitCall', call, talking)).toMatchObject({ id, answeredAt });
    expect(await agent.ask('hears', voiceHz), 'the far end sends back what it hears').toBe(true);
    expect(summaryOf(farEnd.messages()), 'nobody hung up').not.toContain('BYE');

    await agent.ask('hangUp', call);
    await farEnd.saw('BYE');
    await expect
      .poll(() => onlyRecord(agent))
      .toMatchObject({ id, answeredAt, outcome: 'answered', interruptions: [{ from: expect.any(Number) }] });
  });

  test('registers as the same phone: the old binding is replaced', async ({ rig, signIn }) => {
    const agent = await signIn({ storage: 'reload' });
    const bindings = async () => {
      const wire = await agent.ask('wire');
      const accepted = wire.findLast((text) => /^< SIP\/2\.0 200/.test(text) && /CSeq: \d+ REGISTER/.test(text)) ?? '';
      return [...accepted.matchAll(/\+sip\.instance="([^"]+)"/g)].map(([, instance]) => instance);
    };
    const [before] = await bindings();
    await reload(agent, rig);
    expect(await bindings()).toEqual([before]);
  });

  test('says that the call was interrupted, and why, where the far end knows no such call', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('knowsNoCall', { calls: 2 });
    const agent = await signIn({ storage: 'reload' });
    const call = await agent.ask('dial', farEnds.knowsNoCall.number);
    await agent.ask('awaitCall', call, talking);

    await reload(agent, rig);
    await expect
      .poll(() => onlyRecord(agent))
      .toMatchObject({ outcome: 'interrupted', end: { error: { code: 'call-not-resumed' }, sip: { code: 481 } } });
    expect(await agent.ask('liveCalls')).toBe(0);
    expect(summaryOf(farEnd.messages())).toContain('481');
  });

  test('hangs up as it is left, where the far end does not know Replaces', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('answers');
    const agent = await signIn({ storage: 'reload' });
    const call = await agent.ask('dial', farEnds.answers.number);
    await agent.ask('awaitCall', call, talking);

    await reload(agent, rig);
    await farEnd.saw('BYE');
    await expect.poll(() => onlyRecord(agent)).toMatchObject({ outcome: 'interrupted' });
    expect((await onlyRecord(agent))?.end, 'nobody tried').toBeUndefined();
  });
});

describe('the reload button of the browser, which a page cannot tell from a closed tab', () => {
  test('hangs up and says so in the record', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('knowsNoCall', { calls: 2 });
    const agent = await signIn({ storage: 'reload' });
    await agent.ask('awaitCall', await agent.ask('dial', farEnds.knowsNoCall.number), talking);
    await reload(agent, rig, 'button');
    await farEnd.saw('BYE');
    await expect.poll(() => onlyRecord(agent)).toMatchObject({ outcome: 'interrupted' });
  });

  test('brings back the call with resumeCalls: always', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('takesBack', { calls: 2 });
    const agent = await signIn({ storage: 'reload', resumeCalls: 'always' });
    await agent.ask('awaitCall', await agent.ask('dial', farEnds.takesBack.number), talking);
    await reload(agent, rig, 'button');
    const call = await agent.ask('awaitOutgoing', farEnds.takesBack.number);
    await agent.ask('awaitCall', call, talking);
    expect(summaryOf(farEnd.messages())).not.toContain('BYE');
  });
});

describe('a page that is closed in mid-call', () => {
  test('hangs up, also where the far end would take another page', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('takesBack', { calls: 1 });
    const agent = await signIn({ storage: 'reload' });
    const call = await agent.ask('dial', farEnds.takesBack.number);
    await agent.ask('awaitCall', call, talking);
    await agent.page.close({ runBeforeUnload: true });
    await farEnd.saw('BYE');
  });
});
