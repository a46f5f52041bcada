import type { CallState } from '../calls/call-state.js';
import type { Crm, CrmState } from '../crm/crm.js';
import type { Dialer } from '../dialer-api.js';
import type { DialerEvent } from '../dialer-events.js';
import type { DialerState } from '../dialer-state.js';
import { DialerError, errorInfoOf, isDialerError } from '../errors.js';
import { createEventLog } from '../event-log.js';
import { relayedRecords } from '../records/relayed-records.js';
import { type Clock, systemClock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { Emitter } from '../shared/emitter.js';
import { newId } from '../shared/ids.js';
import { createStore, type Readable } from '../shared/store.js';
import { createIntentRelay } from './intent-relay.js';
import { nothingYet } from './nothing-yet.js';
import { createOwnerDesk, type OwnerDesk } from './owner-desk.js';
import { createTabCall, dialing, type TabCall } from './tab-call.js';
import { createTabOrders } from './tab-orders.js';
import { createTabParts, partHere } from './tab-parts.js';
import { reduceTab, type TabSignal, type TabState } from './tab-state.js';
import { openTabChannel, type TabMessage, type TabPicture } from './tab-wire.js';

export interface TabDialerOptions {
  /** Whose telephone it is: tabs and dialers of one name share one, others do not meet. Such as `acme/1001`. */
  readonly name: string;
  /**
   * Makes the dialer, in the tab that owns it. Called again in another tab when that one is gone, so everything it
   * needs, the storage too, is opened in here.
   */
  readonly create: () => Dialer | Promise<Dialer>;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** A dialer that all tabs of one name share. One of them owns it; in the others everything looks and works the same. */
export interface TabDialer extends Dialer {
  /** What this tab is to it. */
  readonly role: Readable<TabState>;
}

/**
 * Shares one dialer between tabs: one registration, one microphone, one screen pop and one writer to the CRM. The
 * browser elects the owner (Web Locks) and tells within a moment when it is closed, crashed or killed; then another tab
 * makes the dialer anew and, if the owner was connected, connects it. Without Web Locks every tab owns a dialer.
 *
 * ```ts
 * const dialer = shareDialer({ name: 'acme/1001', create: async () => createDialer({ … }) });
 * await dialer.connect();
 * ```
 */
export function shareDialer({ name, create, clock = systemClock }: TabDialerOptions): TabDialer {
  const id = newId();
  const role = createStore<TabState>({ status: 'joining' });
  const state = createStore<DialerState>(nothingYet);
  const crmState = createStore<CrmState>(nothingDelivered);
  const events = new Emitter<DialerEvent>();
  const own = createEventLog({ source: `/dialdeck/${id}`, clock });
  const calls = new Map<string, TabCall>();
  const intents = createIntentRelay();
  const left = new AbortController();
  const known = createDeferred<void>();
  let optional: readonly string[] = [];
  let ownerId: string | undefined;
  let owned: { readonly dialer: Dialer; readonly desk: OwnerDesk } | undefined;
  let wanted = false;

  const channel = openTabChannel(`dialdeck:${name}`, id, hear);
  const orders = createTabOrders(() => channel, clock);
  const parts = createTabParts({
    here: (part) => owned && (partHere(owned.dialer, part) ?? owned.desk.findCall(part.slice(5)) ?? noSuchPart),
    give: orders.give,
    own: (args) => args.map((arg) => ownCallOf(arg)),
  });
  const whole = parts.of<Dialer>('dialer');

  function move(signal: TabSignal): void {
    const before = role.snapshot.status;
    role.set(reduceTab(role.snapshot, signal));
    const { status } = role.snapshot;
    if (status === before) return;
    if (status === 'mirror' || status === 'owner') own.tell('dialdeck.role.changed', { role: status });
    if (status !== 'taking-over') known.resolve();
  }

  function ownCallOf(arg: unknown): unknown {
    const [callId] = [...calls].find(([, { call }]) => call === arg) ?? [];
    return callId === undefined ? arg : owned?.desk.findCall(callId);
  }

  function hear(message: TabMessage): void {
    owned?.desk.hear(message);
    if (owned) return;
    orders.hear(message);
    if (message.type === 'event') relay(message.event);
    if (message.type !== 'picture') return;
    if (ownerId !== undefined && ownerId !== message.from) orders.giveUp();
    ownerId = message.from;
    take(message);
    move({ type: 'pictured' });
  }

  function take(picture: TabPicture): void {
    optional = picture.parts;
    wanted ||= picture.state.connection.status !== 'offline';
    for (const call of [...picture.state.calls, ...picture.ended]) (calls.get(call.id) ?? open(call)).show(call);
    if (picture.crm) crmState.set(picture.crm);
    state.set(picture.state);
    const kept = new Set([...picture.state.calls.map((call) => call.id), picture.state.wrapUp?.callId]);
    for (const [callId, { call }] of calls) {
      if (call.state.snapshot.status === 'ended' && !kept.has(callId)) calls.delete(callId);
    }
  }

  function open(first: CallState): TabCall {
    const made = createTabCall({ first, parts, open });
    calls.set(first.id, made);
    return made;
  }

  /** The lock is ours. Whatever the tab before had, it has no more. */
  async function takeOver(): Promise<void> {
    move({ type: 'locked' });
    orders.giveUp();
    try {
      const dialer = await create();
      if (left.signal.aborted) return await dialer.dispose();
      intents.attach(dialer.intents);
      dialer.events.listen(relay, { signal: left.signal });
      owned = { dialer, desk: createOwnerDesk({ dialer, channel, onPicture: take }) };
      move({ type: 'made' });
      // A failure shows in the state; who called `connect()` here is told too.
      if (wanted) dialer.connect().catch(() => {});
      await new Promise<void>((resolve) => left.signal.addEventListener('abort', () => resolve()));
      owned.desk.stop();
      await dialer.dispose();
    } catch (error) {
      const why = isDialerError(error) ? error : new DialerError('internal-error', String(error));
      move({ type: 'gone', error: errorInfoOf(why) });
    }
  }

  function relay(event: DialerEvent): void {
    events.emit(event);
    if (event.type !== 'dialdeck.record.saved' || event.data.outcome !== 'interrupted') return;
    // Its owner died and nobody could take it up: whoever waits for its end need not wait for ever.
    calls.get(event.data.id)?.fail(new DialerError('call-not-resumed', 'The tab that had the call is gone.'));
  }

  async function join(): Promise<void> {
    const { locks } = globalThis.navigator ?? {};
    if (!locks) return takeOver();
    channel.say({ type: 'hello' });
    await locks.request(`dialdeck:dialer:${name}`, { signal: left.signal }, takeOver);
  }

  const partOf = <Name extends 'recordings' | 'queue'>(part: Name) =>
    optional.includes(part) ? parts.of<NonNullable<Dialer[Name]>>(part) : undefined;

  function assertHere(): void {
    const { status } = role.snapshot;
    if (status === 'left') throw new DialerError('disposed', 'This tab has left the shared dialer; make a new one.');
  }

  join().catch(() => move({ type: 'gone' }));

  own.listen(relay);
  const crmPart = parts.of<Crm>('crm');
  const crm: Crm = {
    state: crmState,
    retry: (callId) => crmPart.retry(callId),
    retryAll: () => crmPart.retryAll(),
    questions: async () => (owned?.dialer.crm ? owned.dialer.crm.questions() : parts.of('questions')),
  };

  return {
    id,
    role,
    state,
    events: { listen: events.listen },
    intents,
    records: relayedRecords(parts.of('records')),
    customers: parts.of('customers'),
    wrapUp: parts.of('wrapUp'),
    agent: parts.of('agent'),
    get recordings() {
      return partOf('recordings');
    },
    get queue() {
      return partOf('queue');
    },
    get crm() {
      return optional.includes('crm') ? crm : undefined;
    },
    get audio() {
      return owned?.dialer.audio;
    },
    async connect(signal) {
      assertHere();
      wanted = true;
      await known.promise;
      assertHere();
      await (owned ? owned.dialer.connect(signal) : whole.connect());
    },
    async disconnect() {
      wanted = false;
      await known.promise;
      await whole.disconnect();
    },
    call(number, options = {}) {
      assertHere();
      if (owned) {
        const { id: callId } = owned.dialer.call(number, options);
        return ownCall(callId);
      }
      const { status } = state.snapshot.connection;
      const first = dialing(number);
      if (status !== 'connected')
        throw new DialerError('not-connected', `The phone is ${status}; wait, then call again.`);
      const made = open(first);
      parts.run('dialer', 'call', [number, { ...options, id: first.id }]).catch(made.fail);
      return made.call;
    },
    findCall: (callId) => calls.get(callId)?.call,
    setDoNotDisturb: (on) => whole.setDoNotDisturb(on),
    checkMicrophone: () => whole.checkMicrophone(),
    rateCall: (rating) => whole.rateCall(rating),
    reportProblem: (report) => whole.reportProblem(report),
    preflight: (options) => whole.preflight(options),
    diagnostics: (options) => whole.diagnostics(options),
    async dispose() {
      left.abort();
      orders.giveUp();
      await known.promise;
      move({ type: 'gone' });
      channel.close();
    },
  };

  /** The tab's own view of a call that this tab's dialer has just begun. */
  function ownCall(callId: string) {
    const real = owned?.desk.findCall(callId);
    if (!real) throw new DialerError('internal-error', 'The dialer does not know its own call.');
    return (calls.get(callId) ?? open(real.state.snapshot)).call;
  }
}

/** What stands for a call that is over: its commands do nothing any more, as with any ended call. */
const noSuchPart = new Proxy({}, { get: () => () => undefined });

const nothingDelivered: CrmState = {
  capabilities: [],
  delivery: 'starting',
  unsynced: { count: 0, oldest: undefined, refused: [] },
};
