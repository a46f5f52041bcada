import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';
import { farEnds } from './rig/far-ends.js';
import { summaryOf } from './rig/sip-messages.js';

describe('a number that has moved (302)', () => {
  test('ends the call and says where to; it is not followed', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('movedAway');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.movedAway.number);
    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { reason: 'failed', sip: { code: 302 }, redirectedTo: '12025550199', error: { code: 'call-rejected' } },
    });
    await farEnd.finished();
    expect((await agent.dialogue()).match(/>INVITE/g), 'and once more with the password').toHaveLength(2);
  });

  test('a caller is sent elsewhere by us before anybody answers', async ({ rig, signIn }) => {
    const agent = await signIn();
    const [caller, call] = await Promise.all([rig.callUser('1001'), agent.ask('awaitIncoming')]);
    expect(await agent.ask('redirect', call, '1002')).toEqual({ ok: true });
    expect(await agent.ask('awaitCall', call, { status: 'ended' })).toMatchObject({
      end: { sip: { code: 302 }, redirectedTo: '1002' },
    });
    const messages = await caller.finished();
    expect(summaryOf(messages)).toMatch(/>302 INVITE <ACK$/);
    expect(messages.find(({ title }) => title === '302 INVITE')?.text).toMatch(/^Contact: <sip:1002@pbx\.test>/m);
  });
});

describe('a server that insists on a longer session timer (422)', () => {
  test('gets it, and the call goes through', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('wantsLongTimer');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.wantsLongTimer.number);
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    expect(await agent.ask('hears', voiceHz)).toBe(true);
    await agent.ask('hangUp', call);
    const messages = await farEnd.finished();
    expect(summaryOf(messages)).toMatch(/^>INVITE <422 INVITE >ACK >INVITE <180 INVITE <200 INVITE >ACK/);
    const [first] = messages;
    expect(first?.text, 'nothing is asked for at first').not.toMatch(/^Session-Expires/im);
  });
});

describe('progress without audio (183)', () => {
  test('is not ringing yet, and no ringing is played over what comes later', async ({ rig, signIn }) => {
    const farEnd = await rig.startFarEnd('progressesSilently');
    const agent = await signIn();
    const call = await agent.ask('dial', farEnds.progressesSilently.number);
    await farEnd.saw('183 INVITE');
    await expect.poll(() => agent.dialogue()).toMatch(/<183 INVITE/);
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'dialing' });
    expect(await agent.ask('awaitCall', call, { status: 'ringing' })).toMatchObject({ earlyMedia: false });
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
    await agent.ask('hangUp', call);
    await farEnd.finished();
  });
});

describe('an agent who does not want to be disturbed', () => {
  test('is busy to callers, nothing rings, and the record says so', async ({ rig, signIn }) => {
    const agent = await signIn();
    await agent.ask('setDoNotDisturb', true);
    const caller = await rig.callUser('1001');
    expect(summaryOf(await caller.finished())).toMatch(/>486 INVITE <ACK$/);
    expect(await agent.ask('latestRecord')).toMatchObject({ direction: 'incoming', outcome: 'rejected' });
    expect(await agent.ask('liveCalls')).toBe(0);
  });
});

const answerAtOnce = 'Call-Info: <sip:pbx.test>;answer-after=0';

describe('a server that asks for an answer at once', () => {
  test('gets it when the host allows that', async ({ rig, signIn }) => {
    const agent = await signIn({ allowAutoAnswer: true });
    const caller = await rig.callUser('1001', { header: answerAtOnce });
    await caller.saw('200 INVITE');
    expect(await agent.ask('awaitOngoing')).toMatchObject({ status: 'active', direction: 'incoming' });
    await agent.ask('dispose');
    await caller.finished();
  });

  test('rings like everybody else otherwise', async ({ rig, signIn }) => {
    const agent = await signIn();
    const [, call] = await Promise.all([rig.callUser('1001', { header: answerAtOnce }), agent.ask('awaitIncoming')]);
    expect(await agent.ask('callState', call)).toMatchObject({ status: 'incoming' });
    await agent.ask('redirect', call, '1002');
  });
});

const asserted = 'P-Asserted-Identity: "Maya Ito" <sip:+18135550143@pbx.test>';
const diverted = 'Diversion: <sip:1009@pbx.test>;reason=no-answer';

describe('what the server says of a caller', () => {
  test.for([
    { header: asserted, trusted: true, shows: { number: '+18135550143', name: 'Maya Ito' } },
    { header: asserted, trusted: false, shows: { number: '12025550142', name: 'Ada Lovelace' } },
    { header: diverted, trusted: true, shows: { divertedFrom: '1009' } },
    { header: diverted, trusted: false, shows: { number: '12025550142' } },
  ])('$header, trusted: $trusted', async ({ header, trusted, shows }, { rig, signIn }) => {
    const agent = await signIn({ trustServerIdentity: trusted });
    const [, call] = await Promise.all([rig.callUser('1001', { header }), agent.ask('awaitIncoming')]);
    const state = await agent.ask('callState', call);
    expect(state).toMatchObject(shows);
    if (!trusted) expect(state).not.toHaveProperty('divertedFrom');
    await agent.ask('redirect', call, '1002');
  });
});
