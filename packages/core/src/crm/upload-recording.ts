import type { DeliverRecording } from '../recording/delivery.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import type { OutboxStore } from '../storage/outbox-store.js';
import type { Storage } from '../storage/storage.js';
import type { CrmAdapter } from './crm-adapter.js';
import { CrmError } from './crm-error.js';
import type { CrmQuestions } from './crm-questions.js';

export interface RecordingUploadOptions {
  readonly adapter: Pick<CrmAdapter, 'upsertCall'>;
  readonly storage: Pick<Storage, 'openOutbox'>;
  readonly clock: Clock;
  readonly questions: Pick<CrmQuestions, 'uploadRecording'>;
}

/** How long a recording waits for its call to be in the CRM before it is tried again later. */
const patienceMs = 30_000;

/** Takes recordings to the CRM, each after its call, so that the CRM can hang it on the entry it has. */
export function createRecordingUpload({
  adapter,
  storage,
  clock,
  questions,
}: RecordingUploadOptions): DeliverRecording {
  /** What the CRM calls the call; `undefined` for one that it was never owed. */
  async function refOf(callId: string, signal: AbortSignal): Promise<string | undefined> {
    if (!adapter.upsertCall) return undefined;
    const outbox = await storage.openOutbox();
    const late = createDeferred<never>();
    const giveUp = () => late.reject(new CrmError('later', 'The call itself is not in the CRM yet.'));
    const over = new AbortController();
    const cancelLimit = clock.after(patienceMs, giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([confirmedRef({ outbox, callId, over: over.signal }), late.promise]);
    } finally {
      cancelLimit();
      signal.removeEventListener('abort', giveUp);
      over.abort();
      outbox.close();
    }
  }

  return async (recording, signal) => {
    signal.throwIfAborted();
    const ref = await refOf(recording.callId, signal);
    return questions.uploadRecording(ref === undefined ? recording : { ...recording, ref }, { signal });
  };
}

interface Waiting {
  readonly outbox: OutboxStore;
  readonly callId: string;
  readonly over: AbortSignal;
}

/** Asked again whenever something was delivered. */
function confirmedRef({ outbox, callId, over }: Waiting): Promise<string | undefined> {
  const found = createDeferred<string | undefined>();
  const look = () =>
    void outbox.getRow(callId).then((row) => {
      const ref = row?.entry?.confirmed?.ref;
      if (!row || ref !== undefined) found.resolve(ref);
    }, found.reject);
  outbox.words(look, { signal: over });
  look();
  return found.promise;
}
