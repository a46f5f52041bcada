import type { Call } from '../calls/call.js';
import type { Dialer } from '../dialer-api.js';
import { DialerError, type ErrorInfo, errorInfoOf, isDialerError } from '../errors.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { unpacked } from './tab-arguments.js';
import type { TabChannel, TabMessage, TabOrder, TabPicture } from './tab-wire.js';

/** What the owner tells the other tabs, and does for them. */
export interface OwnerDesk {
  hear(message: TabMessage): void;
  /** A call that is, or just was, up; also after the dialer forgot it. */
  findCall(id: string): Call | undefined;
  stop(): void;
}

export interface OwnerDeskOptions {
  readonly dialer: Dialer;
  readonly channel: TabChannel;
  /** The same picture for this tab. */
  readonly onPicture: (picture: TabPicture) => void;
}

const optionalParts = ['crm', 'recordings', 'queue', 'audio'] as const;

/** Shows every change to the other tabs, tells them every event, and obeys their orders. */
export function createOwnerDesk({ dialer, channel, onPicture }: OwnerDeskOptions): OwnerDesk {
  const calls = new Map<string, Call>();
  const stops: Unsubscribe[] = [];
  let due = false;

  /** Calls that were up in the picture before and are no more. */
  function takeEnded(): TabPicture['ended'] {
    for (const { id } of dialer.state.snapshot.calls) {
      const call = calls.get(id) ?? dialer.findCall(id);
      if (call) calls.set(id, call);
    }
    const ended = [...calls.values()].map(({ state }) => state.snapshot).filter(({ status }) => status === 'ended');
    for (const { id } of ended) if (!dialer.findCall(id)) calls.delete(id);
    return ended;
  }

  function picture(): TabPicture {
    const crm = dialer.crm?.state.snapshot;
    const parts = optionalParts.filter((part) => dialer[part]);
    return { state: dialer.state.snapshot, ended: takeEnded(), parts, ...(crm && { crm }) };
  }

  function show(): void {
    due = false;
    const now = picture();
    channel.say({ type: 'picture', ...now });
    onPicture(now);
  }

  /** One picture for all that changes at once. */
  function showSoon(): void {
    if (due) return;
    due = true;
    queueMicrotask(show);
  }

  async function obey(id: string, order: TabOrder): Promise<void> {
    channel.say({ type: 'taken', id });
    try {
      const value = await run(order, dialer, (callId) => calls.get(callId) ?? dialer.findCall(callId));
      channel.say({ type: 'done', id, ...(isPlain(value) && { value }) });
    } catch (error) {
      channel.say({ type: 'failed', id, error: infoOf(error) });
    }
  }

  stops.push(
    dialer.state.subscribe(showSoon),
    dialer.crm?.state.subscribe(showSoon) ?? (() => {}),
    dialer.events.listen((event) => channel.say({ type: 'event', event })),
  );
  show();

  return {
    hear(message) {
      if (message.type === 'hello') show();
      if (message.type === 'order') void obey(message.id, message);
    },
    findCall: (id) => calls.get(id) ?? dialer.findCall(id),
    stop() {
      for (const stop of stops) stop();
    },
  };
}

type Methods = Readonly<Record<string, unknown>>;

/** What an order is about. Anything that is not listed here cannot be commanded from outside. */
async function partOf(
  { part }: TabOrder,
  dialer: Dialer,
  findCall: (id: string) => Call | undefined,
): Promise<Methods | undefined> {
  const [name = '', id = ''] = part.split(':');
  const parts: Readonly<Record<string, () => unknown>> = {
    dialer: () => dialer,
    records: () => dialer.records,
    customers: () => dialer.customers,
    wrapUp: () => dialer.wrapUp,
    agent: () => dialer.agent,
    recordings: () => dialer.recordings,
    queue: () => dialer.queue,
    crm: () => dialer.crm,
    questions: () => dialer.crm?.questions(),
    call: () => findCall(id),
    consult: () => findCall(id)?.consultation,
  };
  return Object.hasOwn(parts, name) ? ((await parts[name]?.()) as Methods | undefined) : undefined;
}

async function run(order: TabOrder, dialer: Dialer, findCall: (id: string) => Call | undefined): Promise<unknown> {
  const target = await partOf(order, dialer, findCall);
  const method = target && Object.hasOwn(target, order.method) ? target[order.method] : undefined;
  // One tab that closes must not take the telephone of all others along.
  if (typeof method !== 'function' || (target === (dialer as object) && order.method === 'dispose')) {
    const code = order.part.startsWith('call:') ? 'call-not-active' : 'owner-unreachable';
    throw new DialerError(code, `The tab that has the telephone has no ${order.part} that can ${order.method}.`);
  }
  return method.apply(target, unpacked(order.args, findCall));
}

/** Calls and consultations stay with the owner; the other tab has its own view of them. */
const isPlain = (value: unknown): boolean =>
  value !== undefined &&
  (typeof value !== 'object' || value === null || !Object.values(value).some((each) => typeof each === 'function'));

function infoOf(error: unknown): ErrorInfo {
  if (isDialerError(error)) return errorInfoOf(error);
  return { code: 'internal-error', message: error instanceof Error ? error.message : String(error) };
}
