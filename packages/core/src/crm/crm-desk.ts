import type { LiveCallState } from '../calls/call-state.js';
import type { DialerEvent } from '../dialer-events.js';
import type { EventLog } from '../event-log.js';
import type { DeliverRecording } from '../recording/delivery.js';
import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import { Emitter, type Listen } from '../shared/emitter.js';
import type { Readable, Store } from '../shared/store.js';
import type { Storage } from '../storage/storage.js';
import type { WarningBoard } from '../warning-board.js';
import { askDial } from './ask-dial.js';
import { type CrmDirectory, createCachedDirectory } from './cached-directory.js';
import type { CrmState } from './crm.js';
import type { CrmAdapter, CrmCapability } from './crm-adapter.js';
import { type CrmQuestions, createCrmQuestions } from './crm-questions.js';
import type { DialCheckRequest, DialVerdict } from './dial-check.js';
import { whenOnline } from './online.js';
import { createOutbox } from './outbox.js';
import { openRecordsOfCalls } from './record-opener.js';
import type { ScreenPopPolicy } from './screen-pop.js';
import { createRecordingUpload } from './upload-recording.js';

export interface CrmDeskOptions {
  readonly adapter: CrmAdapter;
  readonly screenPop: ScreenPopPolicy | undefined;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly dialer: () => Readable<{ readonly calls: readonly LiveCallState[] }>;
  readonly warn: WarningBoard['set'];
}

/** Everything a dialer does with its CRM. */
export interface CrmDesk {
  readonly directory: CrmDirectory;
  /** What an agent asks the CRM for: a card, a new customer, a correction, a timeline, a recording stored. */
  readonly questions: CrmQuestions;
  /** May this number be called now? Answers within 3 seconds, and never rejects unless `signal` is aborted. */
  checkDial(request: DialCheckRequest, signal?: AbortSignal): Promise<DialVerdict>;
  /** Takes a recording to the CRM, once its call is there. */
  readonly uploadRecording: DeliverRecording;
  retry(callId: string): void;
  retryAll(): void;
  dispose(): Promise<void>;
}

/** 80 % of the 10,000 calls that a page can deliver in good time after days offline. More are kept all the same. */
const nearlyFull = 8_000;

export function createCrmDesk(options: CrmDeskOptions, state: Store<CrmState>): CrmDesk {
  const { adapter, storage, clock, events, warn } = options;
  const over = new AbortController();
  const capabilities = Object.freeze(allCapabilities.filter((method) => adapter[method]));
  state.set({ ...state.snapshot, capabilities });
  const stopOpening = openRecordsOfCalls({ adapter, policy: options.screenPop ?? {}, state: options.dialer() });
  const directory = createCachedDirectory(adapter, clock);
  const outbox = adapter.upsertCall
    ? createOutbox({
        adapter,
        storage,
        clock,
        saved: savedRecords(events.listen, over.signal),
        online: whenOnline,
        tell: events.tell,
        onChange(delivery, unsynced) {
          state.set({ capabilities, delivery, unsynced });
          warn('crm-unsynced', delivery === 'signed-out' || unsynced.refused.length > 0);
          warn('crm-backlog', unsynced.count >= nearlyFull);
        },
      })
    : undefined;
  const questions = createCrmQuestions(adapter, { clock, directory });
  return {
    directory,
    questions,
    uploadRecording: createRecordingUpload({ adapter, storage, clock, questions }),
    checkDial: (request, signal) => askDial(adapter, request, { clock, signal }),
    retry: (callId) => outbox?.retry(callId),
    retryAll: () => outbox?.retryAll(),
    async dispose() {
      stopOpening();
      await outbox?.dispose();
      over.abort();
    },
  };
}

const allCapabilities: readonly CrmCapability[] = [
  'matchCustomers',
  'searchCustomers',
  'listCustomers',
  'getCustomer',
  'createCustomer',
  'updateCustomer',
  'checkDial',
  'openRecord',
  'upsertCall',
  'uploadRecording',
  'timeline',
  'listDispositions',
];

function savedRecords(listen: Listen<DialerEvent>, signal: AbortSignal): Listen<CallRecord> {
  const saved = new Emitter<CallRecord>();
  listen((event) => event.type === 'dialdeck.record.saved' && saved.emit(event.data), { signal });
  return saved.listen;
}
