import type { CallRecord } from '../../records/call-record.js';
import type { Database, Upgrade } from './database.js';
import { type RecordTermsRow, termsRowOf } from './record-terms.js';

export interface RecordTables {
  records: {
    key: string;
    value: CallRecord;
    indexes: {
      /** Newest first, and where a page ended. */
      byStart: [number, string];
      /** The few that are `in-progress`. */
      byOutcome: string;
    };
  };
  /** What each record is found by, from version 3 on; the records themselves stay as they are. */
  recordTerms: {
    key: Uint8Array<ArrayBuffer>;
    value: RecordTermsRow;
    indexes: { byTerm: Uint8Array<ArrayBuffer> };
  };
}

export async function upgradeRecords(database: Database, oldVersion: number, upgrade: Upgrade): Promise<void> {
  if (oldVersion < 1) {
    const records = database.createObjectStore('records', { keyPath: 'id' });
    records.createIndex('byStart', ['startedAt', 'id']);
    records.createIndex('byOutcome', 'outcome');
  }
  if (oldVersion < 3) {
    const table = database.createObjectStore('recordTerms', { keyPath: 'key' });
    table.createIndex('byTerm', 'terms', { multiEntry: true });
    if (oldVersion > 0) await fillTerms(upgrade);
  }
}

/** So many records are in memory at a time. */
const pieceSize = 500;

async function fillTerms(upgrade: Upgrade): Promise<void> {
  const [records, table] = [upgrade.objectStore('records'), upgrade.objectStore('recordTerms')];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const piece: readonly CallRecord[] = await records.getAll(range, pieceSize);
    const last = piece.at(-1);
    if (!last) return;
    await Promise.all(piece.map((record) => table.put(termsRowOf(record))));
    range = IDBKeyRange.lowerBound(last.id, true);
  }
}
