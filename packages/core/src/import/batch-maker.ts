import { makeLead } from '../queue/lead.js';
import type { ImportBatch, ImportStore, LeadChange } from '../storage/import-store.js';
import { type FileRow, longestShown } from './file-row.js';
import type { ImportPlan } from './import-plan.js';
import { type ImportCounts, type ImportRecord, leadIdOf } from './import-record.js';
import type { ImportedLead } from './imported-lead.js';
import { loadCellReader } from './number-cell.js';
import type { RejectedRow, RowRule } from './rejected-row.js';
import { createRowReader } from './row-to-lead.js';
import { createScrub, type ListedNumbers } from './scrub.js';
import { createSeenLeads, type SeenLeads } from './seen-leads.js';

interface BatchOptions {
  readonly store: ImportStore;
  readonly record: ImportRecord;
  readonly listed?: ListedNumbers | undefined;
  readonly breathe: () => Promise<void> | undefined;
}

/** What rows come to, in the order of the file. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Result {
  readonly leads: ImportBatch['leads'][number][];
  readonly changes: LeadChange[];
  readonly rejected: RejectedRow[];
  readonly counts: Writable<ImportCounts>;
}

/** Makes the next batch of an import from the next rows of its file. */
export async function createBatchMaker(
  options: BatchOptions,
): Promise<(rows: readonly FileRow[], record: ImportRecord) => Promise<ImportBatch>> {
  const { store, breathe, listed } = options;
  const { id: importId, plan } = options.record;
  const readRow = createRowReader(plan, await loadCellReader(plan.country));
  const seen = await createSeenLeads({ store, importId, plan });
  const scrub = await createScrub({ store, campaignId: plan.campaignId, now: Date.now(), listed });
  return async (rows, record) => {
    const first = record.counts.rows;
    const answers = [];
    for (const row of rows) {
      answers.push(readRow(row));
      await breathe();
    }
    const leads = answers.flatMap(({ lead }) => lead ?? []);
    await seen.lookUp(leads);
    const listedNumbers = await scrub(leads.flatMap(({ numbers }) => numbers.map(({ e164 }) => e164)));
    const result: Result = { leads: [], changes: [], rejected: [], counts: { ...record.counts } };
    const at = Date.now();
    for (const [place, { lead, rejected }] of answers.entries()) {
      const line = rows[place]?.line ?? 0;
      if (lead)
        decide({ result, plan, seen }, { lead: scrubbed(lead, listedNumbers), line, at, row: first + place, importId });
      else {
        result.rejected.push(rejected);
        result.counts.rejected += 1;
      }
    }
    result.counts.rows += rows.length;
    const hasPiece = result.rejected.length + result.changes.length > 0;
    return {
      ...result,
      record: { ...record, counts: result.counts, pieces: record.pieces + (hasPiece ? 1 : 0), updatedAt: at },
    };
  };
}

function scrubbed(lead: ImportedLead, listed: ReadonlySet<string>): ImportedLead {
  if (listed.size === 0 || !lead.numbers.some(({ e164 }) => listed.has(e164))) return lead;
  const numbers = lead.numbers.map((number) =>
    listed.has(number.e164) ? { ...number, state: 'dnc' as const } : number,
  );
  return { ...lead, numbers };
}

interface Deciding {
  readonly result: Result;
  readonly plan: ImportPlan;
  readonly seen: SeenLeads;
}

interface ReadRow {
  readonly lead: ImportedLead;
  readonly line: number;
  /** Its number in the file, from 0. */
  readonly row: number;
  readonly at: number;
  readonly importId: string;
}

/** A new lead, a change to one, or a rejected row. */
function decide({ result, plan, seen }: Deciding, { lead, line, row, at, importId }: ReadRow): void {
  const { counts, rejected } = result;
  const column = plan.mapping.find(({ field }) => field === 'number')?.column ?? 0;
  const field = plan.columns[column] ?? '';
  const reject = (rule: RowRule) =>
    void rejected.push({ line, field, value: (lead.numbers[0]?.e164 ?? '').slice(0, longestShown), rule });
  if (lead.numbers.every(({ state }) => state === 'dnc')) {
    counts.rejected += 1;
    reject('do-not-call');
    return;
  }
  const known = seen.find(lead);
  if (known === undefined) {
    counts.accepted += 1;
    seen.add(lead, row);
    const { campaignId } = plan;
    result.leads.push(makeLead({ ...lead, campaignId, id: leadIdOf(importId, row), createdAt: at }));
  } else if (plan.dedupe.policy === 'reject') {
    counts.duplicates += 1;
    reject(known.isOfFile ? 'duplicate-in-file' : 'duplicate');
  } else {
    counts.merged += 1;
    result.changes.push({ leadId: known.leadId, incoming: lead, policy: plan.dedupe.policy });
  }
}
