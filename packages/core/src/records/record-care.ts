import { customerEraser } from '../customers/customer-eraser.js';
import { DialerError } from '../errors.js';
import { queueEraser } from '../queue/queue-eraser.js';
import { type Clock, every } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Storage } from '../storage/storage.js';
import { callLogEraser } from './call-log-eraser.js';
import type { CallRecord } from './call-record.js';
import type { DataEraser } from './data-eraser.js';
import { eraseCustomer } from './erase-customer.js';
import { eventEraser } from './event-eraser.js';
import { fieldsOfEdit } from './record-edit.js';
import { exportRecords, exportToBlob } from './record-export.js';
import { applyRetention, type RetentionPolicy } from './record-retention.js';
import { recordingEraser } from './recording-eraser.js';
import type { Records } from './records.js';

/** What is done with records beside making and finding them; loaded when it is first asked for. */
export type RecordCare = Pick<Records, 'edit' | 'exportFile' | 'applyRetention' | 'eraseCustomer'> & {
  export(...options: Parameters<Records['export']>): AsyncGenerator<string>;
  /** Now, and once a day. */
  keepTo(policy: RetentionPolicy): Unsubscribe;
};

export interface RecordCareOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly hasCrm: boolean;
  readonly records: Pick<Records, 'get' | 'search'>;
  /** Those of others. */
  readonly erasers: ReadonlySet<DataEraser>;
  readonly change: (id: string, fields: Partial<CallRecord>) => Promise<void>;
  /** Records went away: lists have to ask again. */
  readonly onErased: () => void;
}

const dayMs = 86_400_000;
const tries = 5;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function createRecordCare(options: RecordCareOptions): RecordCare {
  const { storage, clock, hasCrm, records, change, onErased } = options;
  const own = [
    recordingEraser(storage),
    callLogEraser(storage),
    eventEraser(storage),
    queueEraser(storage, clock),
    customerEraser(storage),
  ];
  const tools = () => ({
    storage,
    hasCrm,
    now: clock.now(),
    // Who finds people by their customer goes before the customers.
    erasers: [...options.erasers, ...own],
  });

  async function read(id: string): Promise<CallRecord> {
    const record = await records.get(id);
    if (!record) throw new DialerError('record-not-found', `No record has the id "${id}".`);
    return record;
  }

  async function retain(policy: RetentionPolicy) {
    const result = await applyRetention(policy, tools());
    if (result.erased.length > 0) onErased();
    return result;
  }

  return {
    async edit(id, edit, how = {}) {
      for (let turn = 0; turn < tries; turn += 1) {
        const fields = fieldsOfEdit(await read(id), edit, how);
        await change(id, fields);
        const after = await read(id);
        const isThere = (field: string) => isSame(Reflect.get(after, field), Reflect.get(fields, field));
        if (Object.keys(fields).every(isThere)) return after;
        // Another tab wrote the same revision first: its change stays, and ours is made on top of it.
      }
      throw new DialerError('record-changed', 'The record keeps changing in another tab; try again.');
    },
    export: (how) => exportRecords(records.search, how),
    exportFile: (how) => exportToBlob(records.search, how),
    applyRetention: retain,
    async eraseCustomer(subject) {
      // What is still on its way into the storage has to be there to be found.
      await records.search({ limit: 1 });
      const report = await eraseCustomer(subject, tools());
      onErased();
      return report;
    },
    keepTo(policy) {
      // A storage in trouble is asked again tomorrow; what is over its time can wait.
      const run = () => void retain(policy).catch(() => {});
      run();
      return every(clock, dayMs, run);
    },
  };
}
