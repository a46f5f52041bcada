import type { Clock, Line, Party } from '@dialdeck/core';
import type { StationTrouble } from './station-trouble.js';
import type { Voice } from './voice.js';

/**
 * A call, as the person in it acts. Every wait is shortened by the sandbox's `speed`.
 * When the call ends, whatever is awaited stops the script quietly.
 */
export interface ScriptCall {
  /** Who is at the other end. */
  readonly other: Party;
  /** Aborted when the call ends. */
  readonly ended: AbortSignal;
  /** Digits the other end has pressed so far. */
  readonly heardTones: string;
  /** Lets the caller hear it ring, for so many milliseconds. @defaultValue 0: starts to ring and goes on */
  ring(ms?: number): Promise<void>;
  /** Resolves when both can talk. For a call this person made: when the other end has answered. */
  answer(): Promise<void>;
  /** A header of the call that came in, such as `Session-Expires`. */
  header(name: string): string | undefined;
  /** Is heard before answering (SIP 183 with audio); {@link answer} follows when it pleases. */
  early(): Promise<void>;
  /**
   * Refuses with a SIP status, 300 to 699, such as 486 busy. Without a `ring` before it, nobody hears it ring, and more
   * header lines can be said: `reject(302, { Contact: '<sip:1002@sandbox.invalid>' })`.
   */
  reject(sipCode: number, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** From now on refuses every change of the call, such as hold, with this SIP status. @defaultValue 488 */
  refuseChanges(sipCode?: number): Promise<void>;
  /** Agrees to changes again. */
  acceptChanges(): Promise<void>;
  /** The next time the other end holds or resumes, this person does so in the same moment: both get 491. */
  collide(): Promise<void>;
  /** Like {@link answer}, and a second telephone of theirs answers as well: the caller gets two 200. */
  answerTwice(): Promise<void>;
  /** Speaks, and resolves when it is said. */
  say(text: string): Promise<void>;
  /** Says one line after the other, over and over, with pauses to listen, until the call ends. */
  chat(lines?: readonly string[]): Promise<void>;
  beep(ms?: number): Promise<void>;
  wait(ms: number): Promise<void>;
  /** The next digit the other end presses. */
  tone(): Promise<string>;
  hold(): Promise<void>;
  resume(): Promise<void>;
  /** @param lateByMs how much later the other end is told: the line is silent until then. @defaultValue 0 */
  hangUp(options?: { readonly lateByMs?: number | undefined }): Promise<void>;
  /** Calls the other end after so many milliseconds, also when this call has ended by then. */
  callBack(afterMs: number): void;
}

/** One end of a call, as the script drives it. */
export interface Leg {
  readonly other: Party;
  /** The person's telephone, rung or dialing. Opened at the first use. */
  readonly reach: () => Promise<Line>;
  readonly isReached: () => boolean;
  /** Resolves when both can talk. */
  readonly answered: Promise<void>;
  /** Refuses before the telephone was reached. */
  readonly refuse: (sipCode: number, headers?: Readonly<Record<string, string>>) => void;
  /** A header of the INVITE that came in. */
  readonly header: (name: string) => string | undefined;
  /** What goes wrong on the way to the telephone, once that was reached. */
  readonly trouble: () => StationTrouble | undefined;
  readonly voice: () => Voice | undefined;
  readonly tones: ToneSource;
  /** Aborted when the call is over. */
  readonly ended: AbortSignal;
  readonly callBack: (afterMs: number) => void;
}

/** Digits heard on the line. */
export interface ToneSource {
  readonly heard: () => string;
  readonly next: () => Promise<string>;
}

/** Stops a script whose call has ended. Not an error: scripts let it pass. */
export class CallOver extends Error {
  override readonly name = 'CallOver';
}

const smallTalk = [
  'Yes, I am listening.',
  'That sounds interesting, please go on.',
  'How much would that be, all together?',
  'I see. And how long does it take?',
] as const;

/** The moves a person can make on one call. */
export function createScriptCall(leg: Leg, clock: Clock): ScriptCall {
  const { ended } = leg;
  const over = new Promise<never>((_, reject) => {
    const stop = () => reject(new CallOver('The call has ended.'));
    if (ended.aborted) stop();
    else ended.addEventListener('abort', stop, { once: true });
  });
  over.catch(() => {});

  /** Stops with the call. A script that does not await must not raise an unhandled rejection. */
  function whileUp<T>(work: () => Promise<T>): Promise<T> {
    const result = ended.aborted ? over : Promise.race([work(), over]);
    result.catch(() => {});
    return result;
  }

  const wait = (ms: number) => whileUp(() => sleep(clock, ms, ended));

  async function ring(ms: number): Promise<void> {
    await leg.reach();
    if (ms > 0) await wait(ms);
  }

  async function answer(): Promise<void> {
    const line = await leg.reach();
    if (line.direction === 'incoming') line.answer();
    await leg.answered;
    leg.trouble()?.letAnswer();
  }

  async function setTrouble(trouble: Partial<StationTrouble>): Promise<Line> {
    const line = await leg.reach();
    const current = leg.trouble();
    if (current) Object.assign(current, trouble);
    return line;
  }

  async function early(): Promise<void> {
    const line = await setTrouble({ early: true });
    line.answer();
    await leg.answered;
  }

  async function collide(): Promise<void> {
    const line = await setTrouble({ collide: () => void line.setHeld(true).catch(() => {}) });
  }

  async function hangUp({ lateByMs }: { readonly lateByMs?: number | undefined } = {}): Promise<void> {
    if (lateByMs !== undefined && leg.isReached()) await setTrouble({ byeLateMs: lateByMs });
    await finish(
      (line) => line.hangUp(),
      () => leg.refuse(480),
    );
  }

  const say = (text: string) => wait((leg.voice()?.say(text) ?? 0) + 150);

  async function chat(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) await over;
    for (;;) {
      for (const line of lines) {
        await say(line);
        await wait(1200);
      }
    }
  }

  function beep(ms: number): Promise<void> {
    leg.voice()?.beep(ms);
    return wait(ms);
  }

  async function setHeld(held: boolean): Promise<void> {
    const line = await leg.reach();
    await line.setHeld(held);
  }

  /** Ends the call one way or the other, and resolves when it has ended. */
  async function finish(byTelephone: (line: Line) => void, before: () => void): Promise<void> {
    leg.voice()?.hush();
    if (ended.aborted) return;
    if (leg.isReached()) byTelephone(await leg.reach());
    else before();
    await new Promise<void>((resolve) => onceAborted(ended, resolve));
  }

  return {
    other: leg.other,
    ended,
    get heardTones() {
      return leg.tones.heard();
    },
    ring: (ms = 0) => whileUp(() => ring(ms)),
    answer: () => whileUp(answer),
    header: leg.header,
    early: () => whileUp(early),
    reject: (sipCode, headers) =>
      finish(
        (line) => line.reject(sipCode),
        () => leg.refuse(sipCode, headers),
      ),
    refuseChanges: (sipCode = 488) => whileUp(() => setTrouble({ refusal: sipCode }).then(() => {})),
    acceptChanges: () => whileUp(() => setTrouble({ refusal: undefined }).then(() => {})),
    collide: () => whileUp(collide),
    answerTwice: () => whileUp(() => setTrouble({ secondAnswer: true }).then(answer)),
    say: (text) => whileUp(() => say(text)),
    chat: (lines = smallTalk) => whileUp(() => chat(lines)),
    beep: (ms = 400) => whileUp(() => beep(ms)),
    wait,
    tone: () => whileUp(leg.tones.next),
    hold: () => whileUp(() => setHeld(true)),
    resume: () => whileUp(() => setHeld(false)),
    hangUp,
    callBack: leg.callBack,
  };
}

const onceAborted = (signal: AbortSignal, run: () => void) =>
  signal.aborted ? run() : signal.addEventListener('abort', () => run(), { once: true });

function sleep(clock: Clock, ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    ended.addEventListener('abort', cancel, { once: true });
  });
}
