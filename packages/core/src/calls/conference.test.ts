import { describe, expect, it } from 'vitest';
import { isDialerError } from '../errors.js';
import { connected } from '../testing/connected-dialer.js';
import type { ActiveCallState, CallState } from './call-state.js';

const active = (state: CallState): ActiveCallState => {
  if (state.status !== 'active') throw new Error(`the call is ${state.status}`);
  return state;
};

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (isDialerError(error) ? error.code : error),
  );

/** One call on hold, another that is talked on. */
async function two() {
  const stage = await connected();
  const call = (number: string) => {
    const made = stage.dialer.call(number);
    const line = stage.phone.lastLine;
    line.pickUp();
    return { call: made, line };
  };
  const first = call('+12025550100');
  const second = call('+12025550101');
  await expect.poll(() => active(first.call.state.snapshot).held).toBe(true);
  for (const { line } of [first, second]) line.commands.length = 0;
  const held = () => [first, second].map(({ call: { state } }) => active(state.snapshot).held);
  const muted = () => [first, second].map(({ call: { state } }) => active(state.snapshot).muted);
  return { ...stage, first, second, held, muted, call };
}

async function merged() {
  const stage = await two();
  await stage.first.call.merge(stage.second.call);
  return stage;
}

describe('a three-way conference', () => {
  it('takes both off hold, and both calls say whom they are merged with', async () => {
    const { first, second, held, events } = await merged();
    expect(held()).toEqual([false, false]);
    expect(first.line.joined).toBe(second.line);
    expect(active(first.call.state.snapshot).mergedWith).toBe(second.call.id);
    expect(active(second.call.state.snapshot).mergedWith).toBe(first.call.id);
    const told = events.flatMap(({ type, data }) => (type === 'dialdeck.call.merged' ? [data] : []));
    expect(told.map(({ callId, otherCallId }) => [callId, otherCallId])).toEqual([
      [first.call.id, second.call.id],
      [second.call.id, first.call.id],
    ]);
  });

  it('mutes the agent for both, and stays as muted as the one that was talked on', async () => {
    const { first, second, muted } = await two();
    second.call.setMuted(true);
    await first.call.merge(second.call);
    expect(muted()).toEqual([true, true]);
    first.call.setMuted(false);
    expect(muted()).toEqual([false, false]);
  });

  it('goes on hold as a whole, and comes back as a whole', async () => {
    const { first, second, held } = await merged();
    await second.call.setHeld(true);
    expect(held()).toEqual([true, true]);
    await first.call.setHeld(false);
    expect(held()).toEqual([false, false]);
    expect(first.line.joined).toBe(second.line);
  });

  it('leaves both talking when one refuses hold', async () => {
    const { first, second, held } = await merged();
    second.line.refusesHold = true;
    expect(await codeOf(first.call.setHeld(true))).toBe('hold-rejected');
    expect(held()).toEqual([false, false]);
  });

  it('is split: the one that is asked for is talked on, the other one waits', async () => {
    const { first, second, held, events } = await merged();
    await second.call.split();
    expect(held()).toEqual([true, false]);
    expect(first.line.joined).toBeUndefined();
    expect(active(first.call.state.snapshot).mergedWith).toBeUndefined();
    expect(events.filter(({ type }) => type === 'dialdeck.call.split')).toHaveLength(2);
    await first.call.setHeld(false);
    expect(held()).toEqual([false, true]);
    await first.call.split();
    expect(held()).toEqual([false, true]);
  });

  it('is split on hold: one comes off it', async () => {
    const { first, held } = await merged();
    await first.call.setHeld(true);
    await first.call.split();
    expect(held()).toEqual([false, true]);
  });

  it('mutes the one that refuses hold when it is split', async () => {
    const { first, second, muted } = await merged();
    second.line.refusesHold = true;
    await first.call.split();
    expect(muted()).toEqual([false, true]);
  });

  it.each(['first', 'second'] as const)('leaves the other a normal call when the %s hangs up', async (who) => {
    const { [who]: leaver, first, second, call } = await merged();
    const stays = leaver === first ? second : first;
    leaver.line.end();
    await expect.poll(() => active(stays.call.state.snapshot).mergedWith).toBeUndefined();
    expect(active(stays.call.state.snapshot).held).toBe(false);
    await stays.call.setHeld(true);
    expect(active(stays.call.state.snapshot).held).toBe(true);
    await stays.call.merge(call('+12025550102').call);
    expect(active(stays.call.state.snapshot).mergedWith).toBeDefined();
  });

  it('goes on hold as a whole when another call is taken', async () => {
    const { call, held } = await merged();
    const third = call('+12025550102');
    await expect.poll(held).toEqual([true, true]);
    expect(active(third.call.state.snapshot).held).toBe(false);
  });

  it('is one conversation for the agent: the other calls wait', async () => {
    const { call, first, second, held } = await two();
    const third = call('+12025550102');
    await expect.poll(held).toEqual([true, true]);
    await first.call.merge(second.call);
    expect(held()).toEqual([false, false]);
    await expect.poll(() => active(third.call.state.snapshot).held).toBe(true);
  });
});

describe('a conference that does not come about', () => {
  it('leaves everything as it was when the one on hold does not come back', async () => {
    const { first, second, held } = await two();
    first.line.refusesHold = true;
    expect(await codeOf(second.call.merge(first.call))).toBe('hold-rejected');
    expect(held()).toEqual([true, false]);
    expect([first.line.joined, second.line.joined]).toEqual([undefined, undefined]);
    expect(active(first.call.state.snapshot).mergedWith).toBeUndefined();
    first.line.refusesHold = false;
    await second.call.merge(first.call);
    expect(held()).toEqual([false, false]);
  });

  it('is refused for one call, for one that rings, for a third one and where sound cannot be mixed', async () => {
    const { first, second, dialer, phone } = await two();
    expect(await codeOf(first.call.merge(first.call))).toBe('merge-failed');
    first.line.refusesJoin = true;
    expect(await codeOf(first.call.merge(second.call))).toBe('merge-failed');
    first.line.refusesJoin = false;
    await first.call.merge(second.call);
    const ringing = dialer.call('+12025550102');
    expect(await codeOf(first.call.merge(ringing))).toBe('merge-failed');
    expect(await codeOf(ringing.merge(first.call))).toBe('call-not-active');
    phone.lastLine.pickUp();
    expect(await codeOf(ringing.merge(first.call))).toBe('merge-failed');
  });

  it('is refused for what is no call of a dialer here', async () => {
    const { first, second } = await two();
    expect(await codeOf(first.call.merge({ ...second.call }))).toBe('merge-failed');
  });
});

describe('a consultation that is merged', () => {
  async function consulting() {
    const { first, second, phone, ...stage } = await two();
    second.call.hangUp();
    await first.call.setHeld(false);
    const consult = first.call.consult('1002');
    phone.lastLine.pickUp();
    await expect.poll(() => active(first.call.state.snapshot).held).toBe(true);
    await first.call.merge(consult.call);
    return { ...stage, first, consult, other: phone.lastLine };
  }

  it('is completed: the agent leaves the two to each other', async () => {
    const { first, consult } = await consulting();
    const done = consult.complete();
    await expect.poll(() => first.line.transfers).toHaveLength(1);
    first.line.endTransfer(200);
    await done;
    await expect.poll(() => consult.call.state.snapshot.status).toBe('ended');
    expect(first.call.state.snapshot.status).toBe('ended');
  });

  it('stays on hold when the one who was asked leaves while everybody waits', async () => {
    const { first, other } = await consulting();
    await first.call.setHeld(true);
    first.line.commands.length = 0;
    other.end();
    await expect.poll(() => active(first.call.state.snapshot).mergedWith).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(first.line.commands).not.toContain('setHeld false');
    expect(active(first.call.state.snapshot).held).toBe(true);
  });
});
