import { isDialerError } from '../errors.js';
import type { Line, LineSignal, Party, Phone } from '../phone/phone.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';

/** The far end and the network, as the suite moves them. Each resolves when the move was made, not when it arrived. */
export interface PhoneHarness {
  readonly phone: Phone;
  /** Number that can be dialed. */
  readonly number: string;
  /** The far end of the last dialed line. */
  readonly farEnd: {
    ring(): void | Promise<void>;
    answer(): void | Promise<void>;
    busy(): void | Promise<void>;
    hangUp(): void | Promise<void>;
    /** From now on refuses hold (SIP 488). */
    refuseHold(): void | Promise<void>;
    /** It agreed to a transfer, and tells that the target answered with this SIP code: 180, 200, 486. */
    targetAnswers(sipCode: number): void | Promise<void>;
  };
  /** Somebody calls. */
  callIn(from: Party): void | Promise<void>;
  /** The caller of the last incoming line gives up. */
  giveUp(): void | Promise<void>;
  clear(): Promise<void>;
}

/** Everything a line said, and a way to wait for a word. */
function follow(line: Line) {
  const heard: LineSignal[] = [];
  const waiting = new Set<() => void>();
  line.signals((signal) => {
    heard.push(signal);
    for (const check of [...waiting]) check();
  });
  return {
    heard,
    until: <Type extends LineSignal['type']>(type: Type): Promise<Extract<LineSignal, { type: Type }>> =>
      new Promise((resolve) => {
        const check = () => {
          const found = heard.find((signal) => signal.type === type);
          if (!found) return;
          waiting.delete(check);
          resolve(found as Extract<LineSignal, { type: Type }>);
        };
        waiting.add(check);
        check();
      }),
  };
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return isDialerError(error) ? error.code : String(error);
  }
}

async function dialAndAnswer({ phone, number, farEnd }: PhoneHarness) {
  await phone.connect();
  const line = phone.dial(number);
  const signals = follow(line);
  await farEnd.ring();
  await signals.until('ringing');
  await farEnd.answer();
  await signals.until('answered');
  return { line, ...signals };
}

async function ringIn({ phone, callIn }: PhoneHarness) {
  await phone.connect();
  const rung = new Promise<Line>((resolve) => {
    const stop = phone.incoming((line) => {
      stop();
      resolve(line);
    });
  });
  await callIn({ number: '3125550178', name: 'Tom Becker' });
  const line = await rung;
  return { line, ...follow(line) };
}

/** What every {@link Phone} promises. */
export function phoneContract(make: () => Promise<PhoneHarness>): readonly ContractCase[] {
  const promise = caseWith(make, async (harness) => {
    await harness.phone.dispose();
    await harness.clear();
  });
  return [
    promise('is offline at first, connected after connect() and offline after disconnect()', async ({ phone }) => {
      const isNow = (status: string) => expectThat(phone.connection.snapshot.status === status, status);
      isNow('offline');
      await phone.connect();
      await phone.connect();
      isNow('connected');
      await phone.disconnect();
      isNow('offline');
    }),
    promise('does not connect when aborted before', async ({ phone }) => {
      expectThat((await codeOf(phone.connect(AbortSignal.abort()))) === 'aborted', 'rejects with aborted');
    }),
    promise('gives the caller time to listen before the first signal', async ({ phone, number }) => {
      await phone.connect();
      const line = phone.dial(number);
      const { heard, until } = follow(line);
      expectThat(heard.length === 0, 'nothing was said yet');
      line.hangUp();
      expectThat((await until('ended')).end.reason === 'cancelled', 'cancelled');
    }),
    promise('tells ringing, answered and ended in that order, ended once', async (harness) => {
      const { heard, until } = await dialAndAnswer(harness);
      await harness.farEnd.hangUp();
      const { end } = await until('ended');
      expectThat(end.reason === 'hung-up' && end.by === 'remote', 'the far end hung up', end);
      const order = heard.map(({ type }) => type).filter((type) => ['ringing', 'answered', 'ended'].includes(type));
      expectThat(order.join() === 'ringing,answered,ended', 'in order', order);
    }),
    promise('takes up a line of a page that is gone, where it can at all', async ({ phone, number, farEnd }) => {
      await phone.connect();
      const ticket = { callId: 'gone', localTag: 'ours', remoteTag: 'theirs', target: `sip:${number}@pbx.test` };
      const line = phone.resume?.(ticket, { number });
      if (!line) return;
      const { heard, until } = follow(line);
      await farEnd.answer();
      await until('answered');
      line.hangUp();
      const { end } = await until('ended');
      expectThat(end.reason === 'hung-up' && end.by === 'local', 'it ends like any other', end);
      expectThat(heard.filter(({ type }) => type === 'answered').length === 1, 'answered once', heard);
    }),
    promise('calls busy an outcome', async ({ phone, number, farEnd }) => {
      await phone.connect();
      const { until } = follow(phone.dial(number));
      await farEnd.busy();
      const { end } = await until('ended');
      expectThat(end.reason === 'busy' && end.error === undefined, 'busy, no error', end);
    }),
    promise('mutes and holds, and says so', async (harness) => {
      const { line, until } = await dialAndAnswer(harness);
      line.setMuted(true);
      expectThat((await until('muted')).muted, 'muted');
      await line.setHeld(true);
      const held = await until('held');
      expectThat(held.held && held.by === 'local', 'held', held);
    }),
    promise('keeps the call when the far end refuses hold', async (harness) => {
      const { line, heard } = await dialAndAnswer(harness);
      await harness.farEnd.refuseHold();
      expectThat((await codeOf(line.setHeld(true))) === 'hold-rejected', 'rejects with hold-rejected');
      expectThat(!heard.some(({ type }) => type === 'ended' || type === 'held'), 'neither ended nor held', heard);
      line.setMuted(true);
    }),
    promise('transfers, tells how it goes, and hangs up when the target picks up', async (harness) => {
      const { line, heard, until } = await dialAndAnswer(harness);
      const sent = line.transfer('1002');
      await until('transfer');
      await harness.farEnd.targetAnswers(180);
      await harness.farEnd.targetAnswers(200);
      await sent;
      const { end } = await until('ended');
      expectThat(end.reason === 'hung-up' && end.by === 'local', 'we hung up', end);
      const steps = heard.flatMap((signal) => (signal.type === 'transfer' ? [signal.step.status] : []));
      expectThat(steps.join() === 'asked,accepted,ringing,done', 'every step, in order', steps);
    }),
    promise('keeps the call when the target of a transfer is busy', async (harness) => {
      const { line, heard, until } = await dialAndAnswer(harness);
      const code = codeOf(line.transfer('1002'));
      await until('transfer');
      expectThat((await codeOf(line.transfer('1003'))) === 'transfer-pending', 'one at a time');
      await harness.farEnd.targetAnswers(486);
      expectThat((await code) === 'transfer-failed', 'rejects with transfer-failed');
      const step = heard.flatMap((signal) => (signal.type === 'transfer' ? [signal.step] : [])).at(-1);
      expectThat(step?.status === 'failed' && step.sip?.code === 486, 'failed, and why', step);
      expectThat(!heard.some(({ type }) => type === 'ended'), 'the call is up', heard);
    }),
    promise('joins two lines and takes them apart, and each stays a line of its own', async (harness) => {
      const { line } = await dialAndAnswer(harness);
      const second = await ringIn(harness);
      expectThat((await codeOf(line.join(second.line))) === 'call-not-active', 'not before both are answered');
      second.line.answer();
      await second.until('answered');
      const takeApart = await line.join(second.line);
      expectThat((await codeOf(line.join(second.line))) === 'merge-failed', 'once');
      line.setMuted(true);
      expectThat(!second.heard.some(({ type }) => type === 'muted'), 'the other one is not muted', second.heard);
      await takeApart();
      await takeApart();
      await (await line.join(second.line))();
      second.line.hangUp();
      await second.until('ended');
      expectThat((await codeOf(line.join(second.line))) === 'call-not-active', 'not with one that ended');
      line.setMuted(false);
    }),
    promise('does nothing on a line that ended', async (harness) => {
      const { line, heard, until } = await dialAndAnswer(harness);
      line.hangUp();
      expectThat((await until('ended')).end.by === 'local', 'ended by us');
      const before = heard.length;
      line.hangUp();
      line.setMuted(true);
      line.reject();
      line.answer();
      expectThat((await codeOf(line.setHeld(true))) === 'call-not-active', 'setHeld rejects');
      expectThat((await codeOf(line.sendTones('1'))) === 'call-not-active', 'sendTones rejects');
      expectThat((await codeOf(line.transfer('1002'))) === 'call-not-active', 'transfer rejects');
      expectThat(heard.length === before, 'nothing more is said', heard);
    }),
    promise('rings, and is answered', async (harness) => {
      const { line, until } = await ringIn(harness);
      expectThat(line.direction === 'incoming' && line.remote.number === '3125550178', 'who calls', line.remote);
      expectThat(line.remote.name === 'Tom Becker', 'the name is told', line.remote);
      line.answer();
      await until('answered');
    }),
    promise('rings, and is rejected', async (harness) => {
      const { line, until } = await ringIn(harness);
      line.reject();
      const { end } = await until('ended');
      expectThat(end.reason === 'declined' && end.by === 'local', 'declined by us', end);
    }),
    promise('rings, and is redirected', async (harness) => {
      const { line, until } = await ringIn(harness);
      await line.redirect('1002');
      const { end } = await until('ended');
      expectThat(end.by === 'local' && end.sip?.code === 302 && end.redirectedTo === '1002', 'sent elsewhere', end);
    }),
    promise('stops ringing when the caller gives up', async (harness) => {
      const { until } = await ringIn(harness);
      await harness.giveUp();
      const { end } = await until('ended');
      expectThat(end.reason === 'cancelled' && end.by === 'remote', 'cancelled by the caller', end);
    }),
    promise('hangs up when disconnected, and refuses work when disposed', async (harness) => {
      const { until } = await dialAndAnswer(harness);
      await harness.phone.disconnect();
      await until('ended');
      await harness.phone.dispose();
      await harness.phone.dispose();
      expectThat((await codeOf(harness.phone.connect())) === 'disposed', 'connect() rejects with disposed');
    }),
  ];
}
