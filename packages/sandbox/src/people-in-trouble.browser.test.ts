import { type Call, type CallState, createDialer, type Dialer } from '@dialdeck/core';
import { createSandbox, type Sandbox } from './sandbox.js';

/** Fails a test with what was seen. */
function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

/** Resolves with the first picture of a call that is so. */
function until(call: Call, isSo: (state: CallState) => boolean): Promise<CallState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(call.state.snapshot)) return;
      stop();
      resolve(call.state.snapshot);
    };
    const stop = call.state.subscribe(look);
    look();
  });
}

const isTalked = (state: CallState) => state.status === 'active' && state.media === 'flowing';

describe('people whose telephones are in trouble', () => {
  let sandbox: Sandbox;
  let dialer: Dialer;

  beforeEach(async () => {
    sandbox = createSandbox({ speed: 20 });
    dialer = createDialer({ phone: sandbox.phone(), wrapUp: false });
    await dialer.connect();
  });
  afterEach(async () => {
    await dialer.dispose();
    await sandbox.dispose();
  });

  const wireOf = () => sandbox.pbx.messages.map(({ from, to, text }) => `${from}>${to} ${text.split('\r\n', 1)[0]}`);
  const seen = (what: RegExp) => wireOf().filter((line) => what.test(line)).length;

  async function talk(number: string): Promise<Call> {
    const call = dialer.call(number);
    await until(call, isTalked);
    return call;
  }

  async function isUp(call: Call): Promise<void> {
    await until(call, isTalked);
    call.hangUp();
    await call.ended;
  }

  it('Jonas refuses hold, and the call goes on', async () => {
    const call = await talk('+12025550113');
    const code = await call.setHeld(true).then(
      () => 'held',
      (error) => error.code,
    );
    expectThat(code === 'hold-rejected', 'hold is refused', code);
    await isUp(call);
  });

  it('Kira presses hold in the same moment: 491 both ways, and then both hold', async () => {
    const call = await talk('+12025550114');
    await call.setHeld(true);
    await until(call, (state) => state.status === 'active' && state.held && state.heldByRemote);
    expectThat(seen(/^1001>pbx SIP\/2.0 491/) === 1 && seen(/^pbx>1001 SIP\/2.0 491/) === 1, '491 both ways', wireOf());
    call.hangUp();
    await call.ended;
  });

  it('the harbour line is heard before it answers', async () => {
    const call = dialer.call('+12025550115');
    await until(call, (state) => state.status === 'ringing' && state.earlyMedia);
    expectThat(seen(/^pbx>1001 SIP\/2.0 200 .*/) === 1, 'only the sign-in was answered with 200', wireOf());
    await isUp(call);
  });

  it('the harbour line can be given up while it plays', async () => {
    const call = dialer.call('+12025550115');
    await until(call, (state) => state.status === 'ringing' && state.earlyMedia);
    call.hangUp();
    const state = await until(call, ({ status }) => status === 'ended');
    expectThat(state.status === 'ended' && state.end.reason === 'cancelled', 'cancelled', state);
  });

  it('somebody moved, and a carrier is overloaded', async () => {
    const moved = await until(dialer.call('+12025550116'), ({ status }) => status === 'ended');
    expectThat(moved.status === 'ended' && moved.end.redirectedTo === '+12025550101', 'where to', moved);
    const tooMuch = await until(dialer.call('+12025550118'), ({ status }) => status === 'ended');
    expectThat(tooMuch.status === 'ended' && tooMuch.end.error?.code === 'server-error', 'server-error', tooMuch);
    expectThat(
      sandbox.pbx.messages.some(({ text }) => /^retry-after: *30/im.test(text)),
      'when to try again is said',
    );
  });

  it('a strict carrier gets the session timer it wants', async () => {
    await isUp(await talk('+12025550117'));
    expectThat(seen(/^pbx>1001 SIP\/2.0 422/) === 1, 'after one refusal', wireOf());
  });

  it('Lena answers twice: one telephone is talked to, the other one is told goodbye', async () => {
    const call = await talk('+12025550119');
    const goodbyes = sandbox.pbx.messages.filter(({ from, text }) => from === '1001' && /^BYE /.test(text));
    expectThat(goodbyes.length === 1 && /^To:.*-second/im.test(goodbyes[0]?.text ?? ''), 'one goodbye', goodbyes);
    await isUp(call);
  });

  it('Marco hangs up, and the dialer hears of it late', async () => {
    const began = performance.now();
    const state = await until(dialer.call('+12025550120'), ({ status }) => status === 'ended');
    expectThat(state.status === 'ended' && state.end.by === 'remote', 'by him', state);
    expectThat(performance.now() - began > 2900, 'three seconds late');
  });

  it('a call that a colleague takes is answered elsewhere', async () => {
    const { answered, takenElsewhere } = sandbox.call('1001', '+12025550101');
    await new Promise<void>((resolve) => {
      const stop = dialer.state.subscribe(() => {
        if (dialer.state.snapshot.calls.length === 0) return;
        stop();
        resolve();
      });
    });
    const call = dialer.findCall(dialer.state.snapshot.calls[0]?.id ?? '');
    takenElsewhere();
    if (!call) throw new Error('nothing rings');
    const state = await until(call, ({ status }) => status === 'ended');
    expectThat(state.status === 'ended' && state.end.reason === 'answered-elsewhere', 'elsewhere', state);
    expectThat(!(await answered), 'not by this agent');
  });

  it('a busy server takes its time', async () => {
    sandbox.pbx.setNetwork({ thinkMs: 600 });
    const began = performance.now();
    const call = dialer.call('+12025550101');
    await until(call, ({ status }) => status === 'ringing');
    expectThat(performance.now() - began > 590, 'nothing is heard before');
    sandbox.pbx.setNetwork({ thinkMs: 0 });
    await isUp(call);
  });
});
