import type { Dialer } from '../dialer-api.js';
import type { DialerEvent } from '../dialer-events.js';
import type { Phone } from '../phone/phone.js';
import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import { browserFacts, deviceNames } from './browser-facts.js';
import { createMask, type Mask } from './mask.js';
import { dialdeckVersion } from './version.js';

/** What `dialer.diagnostics` takes. */
export interface DiagnosticsOptions {
  /** Show telephone numbers. @defaultValue `false`: all but their last two digits are stars */
  readonly numbers?: boolean | undefined;
}

/** Something that happened, without names, notes and customers. */
export interface TimelineEntry {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** The type of the event, such as `dialdeck.call.answered`. */
  readonly type: string;
  readonly [detail: string]: unknown;
}

/** Everything that explains a problem, as plain JSON: `new Blob([JSON.stringify(diagnostics)])` is a file to send. */
export interface Diagnostics {
  readonly format: 'dialdeck.diagnostics/1';
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  readonly dialerId: string;
  readonly versions: { readonly dialdeck: string };
  readonly browser: Readonly<Record<string, string | boolean>>;
  readonly state: {
    readonly connection: unknown;
    readonly microphone: unknown;
    readonly liveCalls: readonly unknown[];
    readonly warnings: readonly string[];
  };
  /** The last 200 events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The last 200 SIP messages, oldest first; empty unless the phone keeps them (`diagnostics: true`). */
  readonly messages: readonly { readonly at: string; readonly direction: string; readonly text: string }[];
  readonly devices: readonly { readonly kind: string; readonly label: string }[];
  /** The last 20 calls: how they ended and how they sounded. */
  readonly calls: readonly Readonly<Record<string, unknown>>[];
}

interface DiagnosticsContext {
  readonly dialer: Pick<Dialer, 'id' | 'state' | 'records'>;
  readonly phone: Pick<Phone, 'messages'>;
  /** The last events of the dialer. */
  readonly events: readonly DialerEvent[];
  readonly clock: Clock;
}

/** What may be told of an event, a state or a record. Whatever is not named here stays here. */
const told = [
  ...['status', 'attempt', 'error', 'direction', 'number', 'target', 'consulted', 'earlyMedia', 'muted', 'held', 'by'],
  ...['media', 'end', 'talkMs', 'band', 'mos', 'code', 'callId', 'id', 'revision', 'outcome', 'quality', 'disposition'],
  ...['startedAt', 'ringingAt', 'answeredAt', 'endedAt', 'transferredTo', 'quality', 'retryAt'],
];

/** Never rejects for what a browser or a storage withholds: that part is then empty. */
export async function collectDiagnostics(
  { dialer, phone, events, clock }: DiagnosticsContext,
  { numbers = false }: DiagnosticsOptions = {},
): Promise<Diagnostics> {
  const { connection, microphone, calls, warnings } = dialer.state.snapshot;
  const records = await recentCalls(dialer);
  const mask = createMask({ numbers, known: knownNumbers([...calls, ...records, ...events.map(({ data }) => data)]) });
  const show = (value: object) => mask.deep(pick(value));
  return {
    format: 'dialdeck.diagnostics/1',
    madeAt: new Date(clock.now()).toISOString(),
    dialerId: dialer.id,
    versions: { dialdeck: dialdeckVersion },
    browser: browserFacts(),
    state: {
      connection: show(connection),
      microphone: show(microphone),
      liveCalls: calls.map(show),
      warnings: [...warnings],
    },
    timeline: events.map((event) => ({ at: event.time, type: event.type, ...show(event.data) })),
    messages: messagesOf(phone, mask),
    devices: await deviceNames(),
    calls: records.map(show),
  };
}

async function recentCalls({ records }: Pick<Dialer, 'records'>): Promise<readonly CallRecord[]> {
  try {
    return (await records.search({ limit: 20 })).records;
  } catch {
    return [];
  }
}

const messagesOf = (phone: Pick<Phone, 'messages'>, mask: Mask) =>
  (phone.messages?.() ?? []).map(({ at, direction, text }) => ({
    at: new Date(at).toISOString(),
    direction,
    text: mask.message(text),
  }));

const pick = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([name, each]) => told.includes(name) && each !== undefined));

const knownNumbers = (facts: readonly object[]): readonly string[] =>
  facts
    .flatMap((fact) => ['number', 'target', 'transferredTo'].map((name) => Reflect.get(fact, name)))
    .filter((each) => typeof each === 'string');
