import { describe, expect, it } from 'vitest';
import { codeOf, connected } from '../testing/connected-dialer.js';
import type { ActiveCallState, CallState } from './call-state.js';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function talking() {
  const stage = await connected();
  const call = stage.dialer.call('+12025550100');
  const line = stage.phone.lastLine;
  line.pickUp();
  return { ...stage, call, line };
}

async function consulting() {
  const stage = await talking();
  const consult = stage.call.consult('1002');
  return { ...stage, consult, other: stage.phone.lastLine };
}

const active = (state: CallState): ActiveCallState => {
  if (state.status !== 'active') throw new Error(`the call is ${state.status}`);
  return state;
};
const told = (events: readonly { readonly type: string }[]) =>
  events.map(({ type }) => type).filter((type) => /transfer|call\.ended/.test(type));

describe('sending a caller to somebody else', () => {
  it('holds, shows each step, and ends our part when the target picks up', async () => {
    const { call, line, dialer, events } = await talking();
    const sent = call.transfer('1002', { headers: { 'X-Lead': '7' } });
    await expect.poll(() => active(call.state.snapshot).transfer?.status).toBe('accepted');
    expect(line.commands).toEqual(['setHeld true', 'transfer 1002']);
    expect(line.transfers).toEqual([{ target: '1002', options: { headers: { 'X-Lead': '7' } } }]);
    line.endTransfer(180);
    expect(active(call.state.snapshot).transfer).toEqual({ status: 'ringing', target: '1002', consulted: false });
    line.endTransfer(200);
    await sent;
    expect(call.state.snapshot).toMatchObject({ status: 'ended', transferredTo: '1002' });
    expect(told(events)).toEqual(['dialdeck.call.transferring', 'dialdeck.call.transferred', 'dialdeck.call.ended']);
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ transferredTo: '1002', outcome: 'answered' });
  });

  it('brings the caller back, off hold, when the target is busy, and can be tried again', async () => {
    const { call, line, events } = await talking();
    const sent = call.transfer('1002');
    const failed = expect(sent).rejects.toMatchObject({ code: 'transfer-failed' });
    await expect.poll(() => line.commands).toContain('transfer 1002');
    line.endTransfer(486);
    await failed;
    expect(active(call.state.snapshot)).toMatchObject({
      held: false,
      transfer: { status: 'failed', error: { code: 'transfer-failed' }, sip: { code: 486 } },
    });
    expect(told(events)).toEqual(['dialdeck.call.transferring', 'dialdeck.call.transfer-failed']);
    void call.transfer('1003').catch(() => {});
    await expect.poll(() => active(call.state.snapshot).transfer?.target).toBe('1003');
  });

  it('works on a far end that refuses hold', async () => {
    const { call, line } = await talking();
    line.refusesHold = true;
    const sent = call.transfer('1002');
    await expect.poll(() => line.commands).toContain('transfer 1002');
    line.endTransfer();
    await sent;
  });

  it('is told once when the BYE of the far end overtakes the news of the answer', async () => {
    const { call, line, events } = await talking();
    const sent = call.transfer('1002');
    await expect.poll(() => line.commands).toContain('transfer 1002');
    line.end();
    await sent;
    expect(call.state.snapshot).toMatchObject({ transferredTo: '1002' });
    expect(told(events)).toEqual(['dialdeck.call.transferring', 'dialdeck.call.transferred', 'dialdeck.call.ended']);
  });

  it('is refused while another one runs, and for a call that is not being talked on', async () => {
    const { call, line, dialer } = await talking();
    const sent = call.transfer('1002');
    await expect(call.transfer('1003')).rejects.toMatchObject({ code: 'transfer-pending' });
    await expect.poll(() => line.commands).toContain('transfer 1002');
    line.endTransfer();
    await sent;
    await expect(call.transfer('1003')).rejects.toMatchObject({ code: 'call-not-active' });
    await expect(dialer.call('+12025550101').transfer('1003')).rejects.toMatchObject({ code: 'call-not-active' });
  });
});

describe('asking somebody first', () => {
  it('holds the caller, calls at once and shows that it is a consultation', async () => {
    const { call, consult, line, other, dialer } = await consulting();
    expect(line.commands).toEqual(['setHeld true']);
    expect(consult.call.state.snapshot).toMatchObject({ number: '1002', consultFor: call.id });
    expect(call.consultation).toBe(consult);
    other.pickUp();
    expect(consult.call.state.snapshot).toMatchObject({ status: 'active', consultFor: call.id });
    expect(dialer.state.snapshot.activeCallId).toBe(consult.call.id);
  });

  it('joins both and leaves: the caller is sent to the line of the one who was asked', async () => {
    const { call, consult, line, other, dialer } = await consulting();
    other.pickUp();
    const completed = consult.complete();
    await expect.poll(() => line.commands).toContain('transfer line 1002');
    line.endTransfer();
    await completed;
    expect(dialer.state.snapshot.calls).toEqual([]);
    expect(call.state.snapshot).toMatchObject({ status: 'ended', transferredTo: '1002' });
    expect(other.commands).toEqual(['hangUp']);
    expect(dialer.state.snapshot).toMatchObject({ wrapUp: { callId: call.id }, wrapUpsWaiting: 0 });
  });

  it('does not take the caller back when the one who was asked takes the call over first', async () => {
    const { consult, line, other } = await consulting();
    other.pickUp();
    const completed = consult.complete();
    await expect.poll(() => line.commands).toContain('transfer line 1002');
    other.end();
    await settled();
    expect(line.commands, 'no word of resuming').toEqual(['setHeld true', 'setHeld true', 'transfer line 1002']);
    line.endTransfer();
    await completed;
  });

  it('takes the caller back after all when that then fails', async () => {
    const { call, consult, line, other } = await consulting();
    other.pickUp();
    const completed = consult.complete();
    const failed = expect(completed).rejects.toMatchObject({ code: 'transfer-failed' });
    await expect.poll(() => line.commands).toContain('transfer line 1002');
    other.end();
    line.endTransfer(503);
    await failed;
    await expect.poll(() => active(call.state.snapshot).held).toBe(false);
  });

  it('keeps talking to the one who was asked when the transfer fails, the caller on hold', async () => {
    const { call, consult, line, other } = await consulting();
    other.pickUp();
    const failed = expect(consult.complete()).rejects.toMatchObject({ code: 'transfer-failed' });
    await expect.poll(() => line.commands).toContain('transfer line 1002');
    line.endTransfer(403);
    await failed;
    expect(active(call.state.snapshot).held).toBe(true);
    expect(consult.call.state.snapshot.status).toBe('active');
    await consult.cancel();
    expect(active(call.state.snapshot).held).toBe(false);
  });

  it('is given up: hangs up there and takes the caller off hold', async () => {
    const { call, consult, line, other } = await consulting();
    await consult.cancel();
    expect(other.commands).toEqual(['hangUp']);
    expect(line.commands).toEqual(['setHeld true', 'setHeld false']);
    expect(active(call.state.snapshot).held).toBe(false);
    expect(call.consultation).toBeUndefined();
  });

  it.each([
    ['is busy', { reason: 'busy' as const }],
    ['hangs up', {}],
  ])('returns the caller when the one who is asked %s', async (_, how) => {
    const { call, other } = await consulting();
    if (!('reason' in how)) other.pickUp();
    other.end(how);
    await expect.poll(() => active(call.state.snapshot).held).toBe(false);
  });

  it('goes one at a time', async () => {
    const { call } = await consulting();
    expect(codeOf(() => call.consult('1003'))).toBe('transfer-pending');
  });

  it('cannot be completed before the answer', async () => {
    const { consult, line } = await consulting();
    await expect(consult.complete()).rejects.toMatchObject({ code: 'call-not-active' });
    expect(line.commands).toEqual(['setHeld true']);
  });

  it('goes on as an ordinary call when the caller gives up waiting', async () => {
    const { consult, line, other, dialer } = await consulting();
    other.pickUp();
    line.end();
    expect(dialer.state.snapshot.calls.map(({ id }) => id)).toEqual([consult.call.id]);
    await expect(consult.complete()).rejects.toMatchObject({ code: 'call-not-active' });
    other.end();
    await settled();
    expect(line.commands).toEqual(['setHeld true']);
  });
});
