import { isLocalRef } from '../crm/local/local-ref.js';
import { lineKey, sameLine } from '../customers/same-line.js';
import { DialerError } from '../errors.js';
import type { Storage } from '../storage/storage.js';
import type { CallRecord, RecordQuery } from './call-record.js';
import {
  type DataEraser,
  type ErasedPart,
  type ErasureReport,
  type ErasureSubject,
  type KeptPart,
  sumUp,
} from './data-eraser.js';

export interface ErasureTools {
  readonly storage: Storage;
  readonly erasers: Iterable<DataEraser>;
  readonly now: number;
  /** Whether calls are told to a CRM, which then has them too. */
  readonly hasCrm: boolean;
}

/**
 * Erases a person from this browser: records with their notes, what is owed to the CRM, recordings, and what every
 * eraser knows. Records go last, so that an erasure that was cut short finds everything again.
 * @throws DialerError `erasure-invalid` without a customer and a number; `storage-failed`
 */
export async function eraseCustomer(subject: ErasureSubject, tools: ErasureTools): Promise<ErasureReport> {
  const { customerId, numbers = [] } = Object(subject) as ErasureSubject;
  const wanted = { customerId, numbers: numbers.filter((number) => number.trim() !== '') };
  if (!customerId && wanted.numbers.length === 0) {
    throw new DialerError('erasure-invalid', 'records.eraseCustomer: pass customerId, numbers or both.');
  }
  const records = await recordsOf(wanted, tools.storage);
  const live = records.filter(({ outcome }) => outcome === 'in-progress');
  const callIds = records.filter(({ outcome }) => outcome !== 'in-progress').map(({ id }) => id);
  const failed = live.map(({ id }) => ({ what: `call ${id}`, reason: 'It is still going on.' }));
  const parts: ErasedPart[] = [];
  for (const eraser of tools.erasers) {
    try {
      parts.push(...(await eraser.erase({ ...wanted, callIds })));
    } catch (error) {
      failed.push({ what: eraser.name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  // The calls are the only way to find what hangs on them: they stay until everything else is gone.
  const blocked = failed.length > live.length;
  const removed = blocked ? { records: 0, outbox: 0, crmRefs: [] } : await tools.storage.removeRecords(callIds);
  const { crmRefs } = removed;
  if (blocked) failed.push({ what: 'records', reason: 'They are kept until everything that hangs on them is erased.' });
  return {
    at: tools.now,
    subject: wanted,
    erased: sumUp([{ what: 'records', count: removed.records }, { what: 'outbox', count: removed.outbox }, ...parts]),
    kept: parts.filter((part): part is KeptPart => part.keptFor !== undefined && part.count > 0),
    elsewhere: [
      ...crmRefs.map((ref) => ({ where: 'crm' as const, what: 'call' as const, ref })),
      ...(tools.hasCrm && customerId ? [{ where: 'crm' as const, what: 'customer' as const, ref: customerId }] : []),
    ].filter(({ ref }) => !isLocalRef(ref)),
    failed,
  };
}

async function recordsOf(
  { customerId, numbers = [] }: ErasureSubject,
  storage: Storage,
): Promise<readonly CallRecord[]> {
  const queries: readonly RecordQuery[] = [
    ...(customerId ? [{ customerId }] : []),
    ...numbers.map((number) => ({ number: lineKey(number) })),
  ];
  const found = new Map<string, CallRecord>();
  for (const query of queries) {
    let cursor: string | undefined;
    do {
      const page = await storage.searchRecords({ ...query, limit: 500, cursor });
      for (const record of page.records) {
        // Colleagues share a line: a call that is known to be somebody else's stays.
        const others = customerId !== undefined && record.customerId !== undefined && record.customerId !== customerId;
        const meant =
          query.number === undefined || (!others && numbers.some((number) => sameLine(record.number, number)));
        if (meant) found.set(record.id, record);
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
  return [...found.values()];
}
