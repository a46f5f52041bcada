import { activeCallIdOf } from './calls/active-call.js';
import { createCallDesk } from './calls/call-desk.js';
import { factsBetween } from './calls/call-facts.js';
import type { CallState } from './calls/call-state.js';
import { type DialerOptions, resolveDialerOptions } from './config.js';
import { linkCrm } from './crm/link-crm.js';
import { createLookUp } from './customers/look-up.js';
import type { Dialer } from './dialer-api.js';
import type { DialerEvent } from './dialer-events.js';
import type { DialerState } from './dialer-state.js';
import { DialerError } from './errors.js';
import { createEventLog } from './event-log.js';
import { normalizeNumber } from './numbers/phone-number.js';
import { createCloseProtection } from './page/close-protection.js';
import { createRecordBook } from './records/record-book.js';
import { newId } from './shared/ids.js';
import { createStore } from './shared/store.js';
import { createWarningBoard } from './warning-board.js';
import { createWrapUpDesk } from './wrap-up/wrap-up-desk.js';

/**
 * One agent's dialer: calls, their records, the work after them. It keeps no global state, so several may live on a page.
 *
 * ```ts
 * const dialer = createDialer({ phone: createSipPhone({ … }), storage: await openBrowserStorage({ name: 'acme' }) });
 * await dialer.connect();
 * dialer.call('+1 202 555 0100');
 * ```
 *
 * @throws DialerError `config-invalid`, naming every wrong field
 */
export function createDialer(options: DialerOptions): Dialer {
  const { phone, storage, agent, dispositions, clock, tones, ...settings } = resolveDialerOptions(options);
  const id = newId();
  const events = createEventLog({ source: `/dialdeck/${id}`, clock });
  const warnings = createWarningBoard((code, wrong) => {
    refresh();
    events.tell(wrong ? 'dialdeck.warning.raised' : 'dialdeck.warning.cleared', { code });
  });
  /** For `diagnostics`. */
  const past: DialerEvent[] = [];
  events.listen((event) => void (past.push(event) > 200 && past.shift()));
  let recordsRevision = 0;
  let doNotDisturb = false;
  let disposed: Promise<void> | undefined;
  let stopSounds: (() => void) | undefined;

  const book = createRecordBook({
    storage,
    clock,
    agentId: agent?.id,
    toCrm: Boolean(settings.crm?.upsertCall),
    onTrouble: (unsaved) => warnings.set('record-unsaved', unsaved),
    onSaved: (record) => {
      recordsRevision += 1;
      refresh();
      events.tell('dialdeck.record.saved', record, record.id);
    },
  });

  const crm =
    settings.crm &&
    linkCrm({
      adapter: settings.crm,
      screenPop: settings.screenPop,
      storage,
      clock,
      events,
      dialer: () => state,
      onStuck: (stuck) => warnings.set('crm-unsynced', stuck),
    });

  const wrapUps = createWrapUpDesk({
    dispositions,
    enabled: settings.wrapUp,
    record: book.change,
    onChange: () => refresh(),
    onCompleted: ({ callId, direction, number }, disposition) => {
      desk.forget(callId);
      events.tell('dialdeck.wrap-up.completed', { callId, direction, number, disposition }, callId);
    },
  });

  const care = { clock, book, warnings, tell: events.tell };

  const desk = createCallDesk({
    phone,
    clock,
    maxCalls: settings.maxCalls,
    ringLimitMs: settings.ringLimitSeconds * 1_000,
    lookUp: createLookUp({
      directory: settings.customers ?? crm?.directory,
      clock,
      onTrouble: (failed) => warnings.set('customer-lookup-failed', failed),
    }),
    onChange: callChanged,
    doNotDisturb: () => doNotDisturb,
    // Without the module, as when the network is gone, the call is not measured; the next one tries again.
    onActive: (handle) =>
      void loadCare().then(
        ({ watchQuality }) => watchQuality(handle, care),
        () => {},
      ),
  });

  function callChanged(before: CallState | undefined, after: CallState): void {
    book.follow(after);
    const justEnded = after.status === 'ended' && before?.status !== 'ended';
    const toWrapUp = justEnded && wrapUps.take(after);
    if (justEnded && !toWrapUp) desk.forget(after.id);
    if (after.status === 'ended' && !justEnded) wrapUps.refresh(after);
    refresh();
    for (const { type, data } of factsBetween(before, after)) events.tell(type, data, after.id);
    if (toWrapUp) {
      const { id: callId, direction, number } = after;
      events.tell('dialdeck.wrap-up.started', { callId, direction, number }, callId);
    }
  }

  const state = createStore<DialerState>(picture());

  function picture(): DialerState {
    const calls = Object.freeze(desk.live());
    const waiting = wrapUps.waiting();
    return {
      connection: phone.connection.snapshot,
      microphone: phone.microphone.snapshot,
      agent,
      doNotDisturb,
      calls,
      activeCallId: activeCallIdOf(calls),
      wrapUp: waiting[0],
      wrapUpsWaiting: Math.max(0, waiting.length - 1),
      dispositions,
      recordsRevision,
      warnings: warnings.current(),
    };
  }

  const protection = createCloseProtection();

  function refresh(): void {
    const before = state.snapshot;
    const next = picture();
    // A call that only rings here rings on elsewhere: nothing is lost with the page.
    protection.set(settings.closeProtection && next.calls.some(({ status }) => status !== 'incoming'));
    const sameCalls = sameItems(before.calls, next.calls);
    if (sameCalls && sameFields(before, next)) return;
    state.set(sameCalls ? { ...next, calls: before.calls } : next);
  }

  function refuseWhenDisposed(): void {
    if (disposed) throw new DialerError('disposed', 'This dialer was disposed of; create a new one.');
  }

  phone.connection.subscribe(() => {
    refresh();
    events.tell('dialdeck.connection.changed', phone.connection.snapshot);
  });
  phone.microphone.subscribe(refresh);
  book.recover().catch(() => warnings.set('record-unsaved', true));

  /** Kept apart, because a phone without audio, and a page that never connects, need none of it. */
  async function startSounds(): Promise<void> {
    const { audio } = phone;
    if (!audio || stopSounds) return;
    const stop = new AbortController();
    stopSounds = () => stop.abort();
    try {
      const { createSoundDesk } = await import('./audio/sound-desk.js');
      createSoundDesk({ dialer, audio, tones, clock, warn: warnings.set, signal: stop.signal });
    } catch {
      stopSounds = undefined;
    }
  }

  const dialer: Dialer = {
    id,
    state,
    events: { listen: events.listen },
    records: book.records,
    wrapUp: wrapUps.wrapUp,
    audio: phone.audio,
    async connect(signal) {
      refuseWhenDisposed();
      void startSounds();
      await phone.connect(signal);
    },
    disconnect: () => phone.disconnect(),
    call(number, callOptions = {}) {
      refuseWhenDisposed();
      const dialable = normalizeNumber(number);
      const { status } = phone.connection.snapshot;
      if (status !== 'connected') {
        throw new DialerError(
          'not-connected',
          `The phone is ${status}; call connect() and wait for it, then call again.`,
        );
      }
      return desk.dial(dialable, callOptions);
    },
    findCall: (callId) => desk.find(callId),
    setDoNotDisturb(on) {
      doNotDisturb = on;
      refresh();
    },
    crm,
    async checkMicrophone() {
      refuseWhenDisposed();
      await phone.checkMicrophone();
    },
    rateCall: async (rating) => (await loadCare()).rateCall(rating, care),
    reportProblem: async (report) => (await loadCare()).reportProblem(report, care),
    async preflight(preflightOptions) {
      refuseWhenDisposed();
      return (await loadDiagnosis()).runPreflight({ phone, clock }, preflightOptions);
    },
    diagnostics: async (diagnosticsOptions) =>
      (await loadDiagnosis()).collectDiagnostics({ dialer, phone, events: past, clock }, diagnosticsOptions),
    dispose() {
      disposed ??= (async () => {
        desk.hangUpAll();
        stopSounds?.();
        await phone.dispose();
        // What cannot be stored now has been warned of; waiting for ever would not help.
        await book.flush().catch(() => {});
        await crm?.dispose();
      })();
      return disposed;
    },
  };
  return dialer;
}

const loadDiagnosis = () => import('./diagnosis/index.js');
const loadCare = () => import('./calls/call-care.js');

const sameItems = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** All fields but `calls`, which is rebuilt every time. */
const sameFields = (a: DialerState, b: DialerState) =>
  (Object.keys(a) as (keyof DialerState)[]).every((field) => field === 'calls' || a[field] === b[field]);
