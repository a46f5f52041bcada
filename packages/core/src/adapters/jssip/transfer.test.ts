import { afterEach, describe, expect, it } from 'vitest';
import type { Line } from '../../phone/phone.js';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, dial, followLine, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp, type SipText } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const steps = (heard: readonly { readonly type: string }[]) =>
  heard.flatMap((signal) => ('step' in signal ? [(signal.step as { readonly status: string }).status] : []));

/** News of a transfer, as the far end sends it. */
const notify = (
  { server }: ScriptedPhone,
  { invite, refer, frag, state = 'active' }: { invite: SipText; refer: SipText; frag: string; state?: string },
) =>
  server.request('NOTIFY', invite, {
    headers: [`Event: refer;id=${Number.parseInt(refer.header('CSeq'), 10)}`, `Subscription-State: ${state}`],
    body: frag,
  });

async function answerIn(scripted: ScriptedPhone) {
  const call = await ringIn(scripted);
  call.line.answer();
  const ok = await scripted.server.next('200');
  scripted.server.request('ACK', call.invite);
  await call.until('answered');
  return { ...call, ok };
}

const told = () => {
  const lines: Line[] = [];
  return { lines, listen: (line: Line) => void lines.push(line) };
};

const tagOf = (header: string) => /;tag=([^;\s]+)/.exec(header)?.[1];

describe('a blind transfer', () => {
  it('asks the far end, tells each step and hangs up: REFER, NOTIFY 100, 180, 200, BYE', async () => {
    const scripted = start();
    const { line, heard, invite } = await talk(scripted);
    const sent = line.transfer('+1 (415) 555-0199', { headers: { 'X-Lead': '7' } });
    const refer = await scripted.server.next('REFER');
    expect(refer.header('Refer-To')).toBe('<sip:+14155550199@pbx.test>');
    expect(refer.header('Referred-By')).toBe('<sip:1001@pbx.test>');
    expect(refer.header('X-Lead')).toBe('7');
    scripted.server.reply(refer, 202);
    notify(scripted, { invite, refer, frag: 'SIP/2.0 100 Trying' });
    notify(scripted, { invite, refer, frag: 'SIP/2.0 180 Ringing' });
    notify(scripted, { invite, refer, frag: 'SIP/2.0 200 OK', state: 'terminated;reason=noresource' });
    await sent;
    await scripted.server.next('BYE');
    expect(steps(heard)).toEqual(['asked', 'accepted', 'ringing', 'done']);
    expect(heard.at(-1)).toEqual({ type: 'ended', end: { reason: 'hung-up', by: 'local' } });
    expect(scripted.server.wire.filter((kind) => kind === 'BYE')).toHaveLength(1);
  });

  it('leaves the call up when the target is busy: REFER, NOTIFY 486 and no BYE', async () => {
    const scripted = start();
    const { line, heard, invite } = await talk(scripted);
    const sent = line.transfer('1002');
    const refer = await scripted.server.next('REFER');
    scripted.server.reply(refer, 202);
    notify(scripted, { invite, refer, frag: 'SIP/2.0 486 Busy Here', state: 'terminated' });
    await expect(sent).rejects.toMatchObject({ code: 'transfer-failed', message: expect.stringContaining('486') });
    expect(heard.at(-1)).toMatchObject({ type: 'transfer', step: { status: 'failed', sip: { code: 486 } } });
    expect(scripted.server.wire).not.toContain('BYE');
    const again = line.transfer('1003');
    scripted.server.reply(await scripted.server.next('REFER'), 603);
    await expect(again).rejects.toMatchObject({ code: 'transfer-failed' });
  });

  it.each([603, 481])('leaves the call up when the far end does not transfer (%i)', async (code) => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const sent = line.transfer('1002');
    scripted.server.reply(await scripted.server.next('REFER'), code);
    await expect(sent).rejects.toMatchObject({ code: 'transfer-failed' });
    expect(steps(heard)).toEqual(['asked', 'failed']);
    expect(scripted.server.wire).not.toContain('BYE');
  });

  it('is given up after 60 s, and a NOTIFY that comes later changes nothing', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    const { line, heard, invite } = await talk(scripted);
    const sent = line.transfer('1002');
    const refer = await scripted.server.next('REFER');
    scripted.server.reply(refer, 202);
    notify(scripted, { invite, refer, frag: 'SIP/2.0 100 Trying' });
    clock.advance(59_999);
    expect(steps(heard)).toEqual(['asked', 'accepted']);
    clock.advance(1);
    await expect(sent).rejects.toMatchObject({ code: 'transfer-timeout' });
    notify(scripted, { invite, refer, frag: 'SIP/2.0 180 Ringing' });
    expect(steps(heard)).toEqual(['asked', 'accepted', 'failed']);
  });

  it('does not wait for news that nobody will send: NOTIFY 100, terminated', async () => {
    const scripted = start();
    const { line, invite } = await talk(scripted);
    const sent = line.transfer('1002');
    const refer = await scripted.server.next('REFER');
    scripted.server.reply(refer, 202);
    notify(scripted, { invite, refer, frag: 'SIP/2.0 100 Trying', state: 'terminated;reason=timeout' });
    await expect(sent).rejects.toMatchObject({ code: 'transfer-failed' });
  });

  it('worked when the far end hangs up before it tells: REFER, 202, BYE', async () => {
    const scripted = start();
    const { line, heard, invite } = await talk(scripted);
    const sent = line.transfer('1002');
    scripted.server.reply(await scripted.server.next('REFER'), 202);
    scripted.server.request('BYE', invite);
    await sent;
    expect(heard.at(-1)).toEqual({ type: 'ended', end: { reason: 'hung-up', by: 'remote' } });
    expect(scripted.server.wire, 'no BYE of ours').not.toContain('BYE');
  });

  it('did not work when the far end hangs up before it agrees', async () => {
    const scripted = start();
    const { line, invite } = await talk(scripted);
    const sent = line.transfer('1002');
    await scripted.server.next('REFER');
    scripted.server.request('BYE', invite);
    await expect(sent).rejects.toMatchObject({ code: 'call-not-active' });
  });

  it.each([
    ['a target that cannot be dialed', '1@evil.test>', {}, 'number-invalid'],
    ['a line break in a header', '1002', { 'X-Lead': '7\r\nRoute: <sip:evil.test>' }, 'header-invalid'],
    ['a header that forges the target', '1002', { 'Refer-To': '<sip:evil.test>' }, 'header-invalid'],
  ])('refuses %s, and nothing leaves', async (_, target, headers, code) => {
    const scripted = start();
    const { line } = await talk(scripted);
    await expect(line.transfer(target, { headers: headers as Record<string, string> })).rejects.toMatchObject({ code });
    await settled();
    expect(scripted.server.wire).not.toContain('REFER');
  });

  it('goes one at a time', async () => {
    const scripted = start();
    const { line } = await talk(scripted);
    const first = line.transfer('1002');
    first.catch(() => {});
    await expect(line.transfer('1003')).rejects.toMatchObject({ code: 'transfer-pending' });
  });
});

describe('a transfer to somebody who was asked first', () => {
  it('names the dialog as the one who was called knows it, when we called them', async () => {
    const scripted = start();
    const customer = await answerIn(scripted);
    const asked = await dial(scripted, '1002');
    scripted.server.reply(asked.invite, 200, { body: audioSdp(), tag: 'sofia' });
    await scripted.server.next('ACK');
    const sent = customer.line.transfer(asked.line);
    const refer = await scripted.server.next('REFER');
    const callId = asked.invite.header('Call-ID');
    const replaces = encodeURIComponent(`${callId};to-tag=sofia;from-tag=${tagOf(asked.invite.header('From'))}`);
    expect(refer.header('Call-ID')).toBe(customer.invite.header('Call-ID'));
    expect(refer.header('Refer-To')).toBe(`<sip:1002@pbx.test?Replaces=${replaces}>`);
    scripted.server.reply(refer, 202);
    notify(scripted, { invite: customer.invite, refer, frag: 'SIP/2.0 200 OK', state: 'terminated' });
    await sent;
    expect(steps(customer.heard)).toEqual(['asked', 'accepted', 'done']);
    expect(customer.heard.find((signal) => signal.type === 'transfer')).toMatchObject({
      step: { target: '1002', consulted: true },
    });
  });

  it('names it the same way when they called us', async () => {
    const scripted = start();
    const sofia = await answerIn(scripted);
    const customer = await talk(scripted);
    customer.line.transfer(sofia.line).catch(() => {});
    const refer = await scripted.server.next('REFER');
    const callId = sofia.invite.header('Call-ID');
    const replaces = encodeURIComponent(`${callId};to-tag=far;from-tag=${tagOf(sofia.ok.header('To'))}`);
    expect(refer.header('Call-ID')).toBe(customer.invite.header('Call-ID'));
    expect(refer.header('Refer-To')).toBe(`<sip:3125550178@pbx.test?Replaces=${replaces}>`);
  });

  it('is refused when that call is over', async () => {
    const scripted = start();
    const customer = await talk(scripted);
    const asked = await dial(scripted, '1002');
    scripted.server.reply(asked.invite, 486);
    await asked.until('ended');
    await expect(customer.line.transfer(asked.line)).rejects.toMatchObject({ code: 'call-not-active' });
  });
});

describe('what the far end asks for, when the host allows it', () => {
  it('is dialed as a call of ours, and told how it goes: 202, NOTIFY 100, INVITE, NOTIFY 180, NOTIFY 200', async () => {
    const orders: unknown[] = [];
    const allowTransfer = (order: { readonly target: string }) => orders.push(order) > 0 && order.target === '1003';
    const scripted = start({ allowTransfer });
    const { invite } = await talk(scripted);
    const { lines, listen } = told();
    scripted.phone.incoming(listen);
    const replaces = encodeURIComponent('abc;to-tag=x;from-tag=y');
    scripted.server.request('REFER', invite, { headers: [`Refer-To: <sip:1003@pbx.test?Replaces=${replaces}>`] });
    const ours = await scripted.server.next('INVITE');
    expect(ours.text).toMatch(/^INVITE sip:1003@pbx\.test SIP/);
    expect(ours.header('Replaces')).toBe('abc;to-tag=x;from-tag=y');
    expect(orders).toEqual([{ from: { number: '4155550172' }, target: '1003', uri: 'sip:1003@pbx.test' }]);
    expect(lines.map(({ direction, remote }) => [direction, remote.number])).toEqual([['outgoing', '1003']]);
    scripted.server.reply(ours, 180);
    scripted.server.reply(ours, 200, { body: audioSdp() });
    await scripted.server.next('ACK');
    const news = [await scripted.server.next('NOTIFY'), await scripted.server.next('NOTIFY')];
    news.push(await scripted.server.next('NOTIFY'));
    expect(news.map(({ body }) => body.slice(8, 11))).toEqual(['100', '180', '200']);
  });

  it('is not dialed for somebody who hangs up while the microphone opens: no INVITE, and the line is over', async () => {
    const scripted = start({ allowTransfer: () => true });
    const { invite } = await talk(scripted);
    const rung = new Promise<Line>((resolve) => {
      scripted.phone.incoming(resolve);
    });
    const { asked, allow } = scripted.audio.askFirst();
    scripted.server.request('REFER', invite, { headers: ['Refer-To: <sip:1003@pbx.test>'] });
    const { until } = followLine(await rung);
    await asked;
    scripted.server.request('BYE', invite);
    allow();
    expect((await until('ended')).end).toEqual({ reason: 'cancelled', by: 'remote' });
    expect(scripted.server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(1);
    expect(scripted.audio.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  it('is refused when the policy says no or throws: NOTIFY 603 and no INVITE', async () => {
    for (const allowTransfer of [() => false, () => JSON.parse('{')]) {
      const scripted = start({ allowTransfer });
      const { invite } = await talk(scripted);
      scripted.server.request('REFER', invite, { headers: ['Refer-To: <sip:premium@pbx.test>'] });
      await scripted.server.next('NOTIFY');
      expect((await scripted.server.next('NOTIFY')).body).toMatch(/603/);
      expect(scripted.server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(1);
      await scripted.phone.dispose();
    }
  });

  const replacing = ({ invite }: { readonly invite: SipText }) =>
    `Replaces: ${invite.header('Call-ID')};to-tag=${tagOf(invite.header('From'))};from-tag=far`;

  it('may take the place of a call: it is answered at once, and the old one gets a BYE', async () => {
    const scripted = start({ allowReplaces: true });
    const old = await talk(scripted);
    const { lines, listen } = told();
    scripted.phone.incoming(listen);
    const taking = scripted.server.callIn({ headers: [replacing(old)] });
    const ok = await scripted.server.next('200');
    expect(ok.header('Call-ID')).toBe(taking.header('Call-ID'));
    scripted.server.request('ACK', taking);
    expect((await scripted.server.next('BYE')).header('Call-ID')).toBe(old.invite.header('Call-ID'));
    expect(lines).toHaveLength(1);
    expect(old.heard.at(-1)).toMatchObject({ type: 'ended' });
  });

  it('may not by default: 486, and the call goes on', async () => {
    const scripted = start();
    const old = await talk(scripted);
    scripted.server.callIn({ headers: [replacing(old)] });
    await scripted.server.next('486');
    expect(scripted.server.wire).not.toContain('BYE');
  });
});
