import { linkAgent } from './agent/link-agent.js';
import { createSoundStarter } from './audio/sound-starter.js';
import { createCallDesk } from './calls/call-desk.js';
import { factsBetween } from './calls/call-facts.js';
import type { CallState } from './calls/call-state.js';
import { ticketOf } from './calls/create-call.js';
import { createTakeUp } from './calls/take-up.js';
import { type DialerOptions, resolveDialerOptions } from './config.js';
import { linkCrm } from './crm/link-crm.js';
import { linkCustomers } from './customers/link-customers.js';
import { createLookUp } from './customers/look-up.js';
import type { Dialer } from './dialer-api.js';
import type { DialerEvent } from './dialer-events.js';
import { createDialerStore } from './dialer-store.js';
import type { DialQueueDesk } from './dialing/queue-world.js';
import { DialerError } from './errors.js';
import { createEventLog } from './event-log.js';
import { createPermit } from './intents/create-permit.js';
import { createIntentBoard } from './intents/intents.js';
import { normalizeNumber } from './numbers/phone-number.js';
import { createRecordBook } from './records/record-book.js';
import { newId } from './shared/ids.js';
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
  let queue: DialQueueDesk | undefined;

  function recordsChanged(): void {
    recordsRevision += 1;
    refresh();
  }

  const book = createRecordBook({
    storage,
    clock,
    agentId: agent?.id,
    toCrm: Boolean(settings.crm?.upsertCall),
    onTrouble: (unsaved) => warnings.set('record-unsaved', unsaved),
    onErased: recordsChanged,
    onSaved: (record) => {
      recordsChanged();
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
      warn: warnings.set,
    });
  if (crm) book.records.addEraser(crm.eraser);

  const customers = linkCustomers({
    storage,
    clock,
    records: book.records,
    fields: settings.customerFields,
    directory: settings.customers ?? crm?.directory,
    adapter: settings.crm,
    crm,
  });

  const wrapUps = createWrapUpDesk({
    dispositions,
    enabled: settings.wrapUp,
    rules: settings.wrapUpRules,
    clock,
    record: book.change,
    alsoStore: (callId, result) => queue?.resultOf(callId, result),
    onChange: () => refresh(),
    onCompleted: ({ callId, direction, number }, result) => {
      desk.forget(callId);
      events.tell('dialdeck.wrap-up.completed', { callId, direction, number, ...result }, callId);
    },
  });

  const agents = linkAgent({
    clock,
    codes: settings.pauseCodes,
    approve: settings.approvePause,
    facts: () => ({
      registered: phone.connection.snapshot.status === 'connected',
      microphone: phone.microphone.snapshot.status,
      elsewhere: false,
      previewLeadId: queue?.state().leads.find(({ phase }) => phase === 'preview')?.lead.id,
    }),
    work: () => ({ calls: desk.live(), wrapUps: wrapUps.waiting().length }),
    onChange: () => refresh(),
  });

  const intents = createIntentBoard(clock);

  const care = { clock, book, warnings, tell: events.tell };

  const desk = createCallDesk({
    phone,
    clock,
    maxCalls: settings.maxCalls,
    ringLimitMs: settings.ringLimitSeconds * 1_000,
    lookUp: createLookUp({
      directory: customers,
      clock,
      onTrouble: (failed) => warnings.set('customer-lookup-failed', failed),
    }),
    onChange: callChanged,
    doNotDisturb: () => doNotDisturb,
    ...createPermit({
      intents,
      compliance: settings.compliance,
      crm: settings.crm?.checkDial && crm,
      clock,
      tell: events.tell,
    }),
    // Without the module, as when the network is gone, the call is not measured; the next one tries again.
    onActive(handle) {
      recording?.follow(handle);
      queue?.follow(handle);
      void loadCare().then(
        ({ watchQuality }) => watchQuality(handle, care),
        () => {},
      );
    },
    recording: () => recording,
  });

  function callChanged(before: CallState | undefined, after: CallState): void {
    book.follow(after, ticketOf(desk.find(after.id)));
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

  const { state, refresh } = createDialerStore({
    read: () => ({
      connection: phone.connection.snapshot,
      microphone: phone.microphone.snapshot,
      agent,
      agentState: agents.current(),
      ...(queue && { queue: queue.state() }),
      pauseCodes: settings.pauseCodes,
      doNotDisturb,
      live: desk.live(),
      waiting: wrapUps.waiting(),
      dispositions,
      recordsRevision,
      warnings: warnings.current(),
    }),
    closeProtection: settings.closeProtection,
    agentFact: agents.factOf,
    tell: events.tell,
  });

  function refuseWhenDisposed(): void {
    if (disposed) throw new DialerError('disposed', 'This dialer was disposed of; create a new one.');
  }

  phone.connection.subscribe(() => {
    refresh();
    events.tell('dialdeck.connection.changed', phone.connection.snapshot);
  });
  phone.microphone.subscribe(refresh);
  const takeUpCalls = createTakeUp({ phone, storage, book, desk, clock, warn: warnings.set });
  const recovered = takeUpCalls();
  const retaining = settings.retention && book.keepTo(settings.retention).catch(() => () => {});

  const recording = settings.recording?.attach({
    ...care,
    storage,
    recovered,
    upload: crm?.uploadRecording,
    state,
    play: (voice) => phone.audio?.play(voice) ?? (() => {}),
    dispositions: dispositions.map((disposition) => disposition.id),
  });

  queue = settings.queue?.attach({
    clock,
    agentId: agent?.id ?? id,
    agentState: () => agents.current(),
    dispositions,
    dial: (number, callOptions) => dialer.call(number, callOptions),
    compliance: settings.compliance,
    waitsForResult: (callId) => wrapUps.waiting().some((each) => each.callId === callId),
    recording: () => recording,
    events: events.listen,
    tell: events.tell,
    onChange: () => refresh(),
  });

  const sounds = createSoundStarter({ audio: phone.audio, tones, clock, warn: warnings.set, dialer: () => dialer });

  const dialer: Dialer = {
    id,
    state,
    intents: { listen: intents.listen },
    events: { listen: events.listen },
    records: book.records,
    customers,
    recordings: recording?.recordings,
    wrapUp: wrapUps.wrapUp,
    agent: agents.agent,
    queue: queue?.queue,
    audio: phone.audio,
    async connect(signal) {
      refuseWhenDisposed();
      void sounds.start();
      await phone.connect(signal);
      void takeUpCalls();
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
        sounds.stop();
        void retaining?.then((stop) => stop());
        agents.dispose();
        await queue?.dispose();
        wrapUps.dispose();
        await phone.dispose();
        await recording?.dispose();
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
