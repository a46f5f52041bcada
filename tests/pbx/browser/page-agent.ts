// Runs in the page. What a host would write with the drop-in, and nothing of its inside.

import type {
  AudioMeasurement,
  Call,
  CallRecord,
  CallState,
  ConnectionState,
  createDialer,
  Dialer,
  MicrophoneState,
} from '@dialdeck/core';
import type { openBrowserStorage } from '@dialdeck/core/indexeddb';
import type { createSipPhone } from '@dialdeck/core/jssip';
import { createPageEar } from './page-ear.js';

/** Served beside the page; a name in a variable is not looked for while bundling. */
const dropIn: string = '/dialdeck.js';
const dialdeck = (await import(dropIn)) as {
  createDialer: typeof createDialer;
  createSipPhone: typeof createSipPhone;
  defineAll: () => void;
  openBrowserStorage: typeof openBrowserStorage;
};

export interface SignIn {
  readonly uri: string;
  /** WebSocket addresses, in order of preference. */
  readonly servers: readonly string[];
  readonly password: string;
  readonly ringLimitSeconds?: number;
  readonly iceServers?: readonly RTCIceServer[];
  /** Extensions that a far end may make this phone call. */
  readonly transferableTo?: readonly string[];
  readonly allowReplaces?: boolean;
  readonly resumeCalls?: 'never' | 'reload' | 'site' | 'always';
  /** Name of lasting records, for a page that is reloaded. @defaultValue none: they are gone with the page */
  readonly storage?: string;
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  readonly trustServerIdentity?: boolean;
  readonly allowAutoAnswer?: boolean;
  readonly holdMusic?: string;
  /** How digits are sent. */
  readonly tones?: 'rfc4733' | 'info';
}

/** An answer of a command, without exceptions: they lose their code on the way out of the page. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

const ear = createPageEar();
const wire: string[] = [];
const calls: Call[] = [];
let dialer: Dialer | undefined;

const theDialer = (): Dialer => {
  if (!dialer) throw new Error('sign in first');
  return dialer;
};

function callAt(index: number): Call {
  const call = calls[index];
  if (!call) throw new Error(`there is no call ${index}`);
  return call;
}

async function outcomeOf(act: () => unknown): Promise<Outcome> {
  try {
    await act();
    return { ok: true };
  } catch (error) {
    const { code = 'not a DialerError', message } = error as { code?: string; message: string };
    return { ok: false, code, message };
  }
}

/** Resolves with the first snapshot that fits, now or later. */
function until<T>(
  source: { readonly snapshot: T; subscribe(listener: () => void): () => void },
  fits: (value: T) => boolean,
) {
  return new Promise<T>((resolve) => {
    const look = (): void => {
      if (!fits(source.snapshot)) return;
      stop();
      resolve(source.snapshot);
    };
    const stop = source.subscribe(look);
    look();
  });
}

/** What the tests may ask of the page. Calls are counted from 0 in the order in which they appeared. */
export const pageAgent = {
  async signIn({ password, ringLimitSeconds, transferableTo, storage, ...account }: SignIn): Promise<Outcome> {
    dialer = dialdeck.createDialer({
      phone: dialdeck.createSipPhone({
        ...account,
        credentials: () => ({ password }),
        allowTransfer: transferableTo && (({ target }) => transferableTo.includes(target)),
        trace: ({ direction, text }) => void wire.push(`${direction === 'sent' ? '>' : '<'} ${text}`),
      }),
      ...(storage === undefined ? {} : { storage: await dialdeck.openBrowserStorage({ name: storage }) }),
      ...(ringLimitSeconds === undefined ? {} : { ringLimitSeconds }),
    });
    return outcomeOf(() => theDialer().connect());
  },
  connection: (): ConnectionState => theDialer().state.snapshot.connection,
  microphone: (): MicrophoneState => theDialer().state.snapshot.microphone,
  awaitConnection: async (status: ConnectionState['status']): Promise<ConnectionState> =>
    (await until(theDialer().state, ({ connection }) => connection.status === status)).connection,
  dial(number: string): number {
    return calls.push(theDialer().call(number)) - 1;
  },
  /** Resolves with the number of the call that rings here. */
  async awaitIncoming(): Promise<number> {
    const ringing = (state: Dialer['state']['snapshot']) => state.calls.find(({ status }) => status === 'incoming');
    const { id } = ringing(await until(theDialer().state, (state) => ringing(state) !== undefined)) ?? { id: '' };
    const call = theDialer().findCall(id);
    if (!call) throw new Error('a call rings that cannot be found');
    return calls.push(call) - 1;
  },
  answer: (call: number): void => callAt(call).answer(),
  reject: (call: number): void => callAt(call).reject(),
  redirect: (call: number, target: string): Promise<Outcome> => outcomeOf(() => callAt(call).redirect(target)),
  setDoNotDisturb: (on: boolean): void => theDialer().setDoNotDisturb(on),
  /** Resolves with the record of the latest call, once it has an outcome. */
  async latestRecord(): Promise<CallRecord> {
    for (;;) {
      const [record] = (await theDialer().records.search()).records;
      if (record !== undefined && record.outcome !== 'in-progress') return record;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  hangUp: (call: number): void => callAt(call).hangUp(),
  setMuted: (call: number, muted: boolean): void => callAt(call).setMuted(muted),
  setHeld: (call: number, held: boolean): Promise<Outcome> => outcomeOf(() => callAt(call).setHeld(held)),
  sendTones: (call: number, tones: string): Promise<Outcome> => outcomeOf(() => callAt(call).sendTones(tones)),
  transfer: (call: number, target: string): Promise<Outcome> => outcomeOf(() => callAt(call).transfer(target)),
  /** Joins two calls that are up. */
  join: (call: number, other: number): Promise<Outcome> => outcomeOf(() => callAt(call).transfer(callAt(other))),
  /** Makes a three-way conference of two calls that are up. */
  merge: (call: number, other: number): Promise<Outcome> => outcomeOf(() => callAt(call).merge(callAt(other))),
  split: (call: number): Promise<Outcome> => outcomeOf(() => callAt(call).split()),
  /** The number of the call to the one who is asked. */
  consult: (call: number, target: string): number => calls.push(callAt(call).consult(target).call) - 1,
  completeConsult: (call: number): Promise<Outcome> => outcomeOf(() => callAt(call).consultation?.complete()),
  cancelConsult: (call: number): Promise<Outcome> => outcomeOf(() => callAt(call).consultation?.cancel()),
  /** Resolves with the call that a far end made this phone make. */
  async awaitOutgoing(number: string): Promise<number> {
    const made = (state: Dialer['state']['snapshot']) => state.calls.find((call) => call.number === number);
    const { id } = made(await until(theDialer().state, (state) => made(state) !== undefined)) ?? { id: '' };
    const call = theDialer().findCall(id);
    if (!call) throw new Error('a call was made that cannot be found');
    return calls.push(call) - 1;
  },
  /** Resolves with the first call that is up. */
  async awaitOngoing(): Promise<CallState> {
    const up = (state: Dialer['state']['snapshot']) => state.calls.find(({ status }) => status === 'active');
    const found = up(await until(theDialer().state, (state) => up(state) !== undefined));
    if (!found) throw new Error('no call is up');
    return found;
  },
  callState: (call: number): CallState => callAt(call).state.snapshot,
  awaitCall: (call: number, fields: Readonly<Record<string, unknown>>): Promise<CallState> =>
    until(callAt(call).state, (state) =>
      Object.entries(fields).every(([name, value]) => (state as unknown as Record<string, unknown>)[name] === value),
    ),
  records: async (): Promise<readonly CallRecord[]> => (await theDialer().records.search()).records,
  measure: async (call: number): Promise<AudioMeasurement | undefined> => callAt(call).measure(),
  hears: (hz: number, limitMs?: number): Promise<boolean> => ear.hears(hz, limitMs),
  wire: (): readonly string[] => wire,
  exports: (): readonly string[] => Object.keys(dialdeck).sort(),
  /** Puts the whole softphone on the page; `true` when it has drawn itself. */
  async showSoftphone(): Promise<boolean> {
    dialdeck.defineAll();
    const provider = Object.assign(document.createElement('dial-provider'), { dialer: theDialer() });
    const softphone = document.createElement('dial-softphone');
    provider.append(softphone);
    document.body.append(provider);
    await (softphone as HTMLElement & { readonly updateComplete?: Promise<unknown> }).updateComplete;
    return softphone.shadowRoot !== null && softphone.getBoundingClientRect().height > 100;
  },
  /** Live calls of the dialer: none may be left over. */
  liveCalls: (): number => theDialer().state.snapshot.calls.length,
  dispose: async (): Promise<void> => dialer?.dispose(),
};

export type PageAgent = typeof pageAgent;

Object.assign(globalThis, { pageAgent });
