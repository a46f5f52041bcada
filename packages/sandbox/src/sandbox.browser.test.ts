import { isDialerError, type Line, type LineSignal } from '@dialdeck/core';
import { readyMadePeople } from './people.js';
import { type Person, person } from './person.js';
import { createSandbox, type Sandbox } from './sandbox.js';
import type { SandboxOptions } from './sandbox-options.js';

/** Fails a test with what was seen. */
function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

/** Everything a line says, in a form that reads well. */
function follow(line: Line) {
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  line.signals((signal) => {
    heard.push(wordsOf(signal));
    for (const check of [...waiting]) check();
  });
  const until = (words: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!heard.includes(words)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return { heard, until };
}

function wordsOf(signal: LineSignal): string {
  if (signal.type === 'ended') return `ended: ${signal.end.reason}`;
  if (signal.type === 'held') return `${signal.held ? 'held' : 'resumed'} by ${signal.by}`;
  return signal.type === 'media' ? `media ${signal.media}` : signal.type;
}

/** Asks again until it is so. Sound is only known by asking. */
async function eventually<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const number = '+1 202 555 0150';
const somebody = (does: Partial<Person>) => person({ number, name: 'Somebody', ...does });

describe('the sandbox', () => {
  const open: Sandbox[] = [];
  afterEach(async () => {
    for (const sandbox of open.splice(0)) await sandbox.dispose();
  });

  async function agent(options: SandboxOptions = {}) {
    const sandbox = createSandbox({ speed: 20, ...options });
    open.push(sandbox);
    const phone = sandbox.phone({ name: 'Li' });
    const lines: Line[] = [];
    phone.incoming((line) => lines.push(line));
    await phone.connect();
    return { sandbox, phone, lines };
  }

  const ends: ReadonlyArray<readonly [ending: string, outcome: string]> = [
    ['0102', 'ended: busy'],
    ['0104', 'ended: declined'],
    ['0105', 'ended: not-found'],
    ['0107', 'ended: hung-up'],
    ['0110', 'ended: failed'],
    ['0111', 'ended: unavailable'],
  ];
  for (const [ending, outcome] of ends) {
    const one = readyMadePeople.find(({ number: candidate }) => candidate.endsWith(ending));
    it(`lets a call to ${one?.name} end as promised: ${one?.does}`, async () => {
      const { phone } = await agent();
      const { heard, until } = follow(phone.dial(one?.number.replaceAll(' ', '') ?? ''));
      await until(outcome);
      const rings = !['0102', '0105', '0110', '0111'].includes(ending);
      expectThat(heard.includes('ringing') === rings, rings ? 'it rang first' : 'it never rang', heard);
    });
  }

  it('carries sound both ways without a microphone', async () => {
    const { phone } = await agent({
      speed: 1,
      people: [somebody({ onCall: (call) => call.answer().then(() => call.chat()) })],
    });
    const line = phone.dial('+12025550150');
    await follow(line).until('media flowing');
    await eventually(
      () => line.measure(),
      (sound) => sound !== undefined && sound.packetsReceived > 10 && sound.energyReceived > 0 && sound.energySent > 0,
    );
  });

  it('rings until the agent gives up, and the person stops ringing', async () => {
    const { phone, sandbox } = await agent();
    const line = phone.dial('+12025550103');
    const { until } = follow(line);
    await until('ringing');
    line.hangUp();
    await until('ended: cancelled');
    const refusals = () =>
      sandbox.pbx.messages.filter(({ from, text }) => from !== 'pbx' && text.startsWith('SIP/2.0 487'));
    await eventually(refusals, (found) => found.length === 1);
  });

  it('shows the agent that it was put on hold and taken back', async () => {
    const { phone } = await agent();
    const { until } = follow(phone.dial('+12025550108'));
    await until('held by remote');
    await until('resumed by remote');
  });

  it('hears the key the agent presses, and no other', async () => {
    const pressed: string[] = [];
    const listens = somebody({
      async onCall(call) {
        await call.answer();
        for (;;) pressed.push(await call.tone());
      },
    });
    const { phone } = await agent({ people: [listens] });
    const line = phone.dial('+12025550150');
    await follow(line).until('media flowing');
    // Sound of a busy machine has gaps, in which a tone gets lost or cut in two; a person presses again.
    while (pressed.length === 0) await line.sendTones('5,');
    expectThat(new Set(pressed).size === 1 && pressed[0] === '5', 'that key arrived, and no other', pressed);
  });

  it('brings a call in, which the agent answers', async () => {
    const { sandbox, phone, lines } = await agent({ language: 'zh' });
    const call = sandbox.call(phone, '+1 202 555 0101');
    const line = await eventually(
      () => lines[0],
      (found) => found !== undefined,
    );
    expectThat(line?.remote.number === '+12025550101' && line.remote.name === '陈爱华', 'who calls', line?.remote);
    line?.answer();
    expectThat(await call.answered, 'the caller knows it was answered');
    call.hangUp();
    await call.ended;
  });

  it('lets a caller give up: a missed call', async () => {
    const { sandbox, lines } = await agent();
    const call = sandbox.call('1001', '+14155550123');
    const line = await eventually(
      () => lines[0],
      (found) => found !== undefined,
    );
    const { until } = follow(line as Line);
    call.hangUp();
    await until('ended: cancelled');
    expectThat(!(await call.answered), 'not answered');
  });

  it('calls back as promised', async () => {
    const { phone, lines } = await agent();
    await follow(phone.dial('+12025550109')).until('ended: hung-up');
    const line = await eventually(
      () => lines[0],
      (found) => found !== undefined,
    );
    expectThat(line?.remote.number === '+12025550109', 'the same person calls', line?.remote);
  });

  it('shows what a wrong password looks like', async () => {
    const sandbox = createSandbox({ passwords: { 1001: 'right' } });
    open.push(sandbox);
    const code = await sandbox
      .phone({ password: 'wrong' })
      .connect()
      .then(
        () => 'connected',
        (error: unknown) => (isDialerError(error) ? error.code : String(error)),
      );
    expectThat(code === 'registration-rejected', 'refused by name', code);
    await sandbox.phone({ number: '1001', password: 'right' }).connect();
  });

  it('shows what a dropped connection looks like: the phone reconnects and the call goes on', async () => {
    const { sandbox, phone } = await agent({ people: [somebody({ onCall: (call) => call.answer() })] });
    const line = phone.dial('+12025550150');
    const { heard, until } = follow(line);
    await until('media flowing');
    const signedInAgain = new Promise<void>((resolve) => {
      sandbox.pbx.listen(({ from, text }) => {
        if (from === '1001' && text.startsWith('REGISTER')) resolve();
      });
    });
    sandbox.pbx.drop('1001');
    await signedInAgain;
    await line.setHeld(true);
    expectThat(!heard.some((words) => words.startsWith('ended')), 'the call is still up', heard);
  });

  it('leaves no call behind when it is disposed of', async () => {
    const { sandbox, phone } = await agent();
    const { until } = follow(phone.dial('+12025550101'));
    await until('answered');
    await sandbox.dispose();
    await until('ended: hung-up');
    let code = '';
    try {
      sandbox.phone();
    } catch (error) {
      code = isDialerError(error) ? error.code : '';
    }
    expectThat(code === 'disposed', 'a disposed sandbox says so', code);
  });
});
