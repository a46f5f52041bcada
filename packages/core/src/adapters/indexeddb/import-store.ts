import { unwrap } from 'idb';
import type { ImportRecord } from '../../import/import-record.js';
import { createDeferred } from '../../shared/deferred.js';
import type { ImportStore } from '../../storage/import-store.js';
import type { Database } from './database.js';
import { discardSome } from './import-discard.js';
import type { ImportRow } from './import-tables.js';
import { importedRowOf, leadRowOf } from './queue-keys.js';
import { createQueueReads } from './queue-reads.js';
import { isInSight } from './queue-step.js';
import type { BrowserQueueOptions } from './queue-store.js';
import { translated } from './storage-error.js';

const rowOf = (record: ImportRecord): ImportRow => ({
  id: record.id,
  record,
  ...(record.state === 'done' ? {} : { open: 1 as const }),
});

/** Imports of `openBrowserStorage`: one batch is one transaction. */
export function openBrowserImports(database: Database, options: BrowserQueueOptions): ImportStore {
  const { name, owner, ownership } = options;
  const { doNotCallFor } = createQueueReads(database);
  return {
    workerName: name,
    owner,
    get: (id) => translated(async () => (await database.get('imports', id))?.record),
    list: () => translated(() => listed(database)),
    interrupted: () =>
      translated(async () => {
        const open = (await database.getAllFromIndex('imports', 'byOpen')).map(({ record }) => record);
        await ownership.refresh();
        return open.filter((record) => !ownership.lives({ owner: record.owner, seenAt: record.updatedAt }));
      }),
    exclusive: (work) => withLock(`dialdeck:${name}:import`, work),
    save: (batch) => translated(() => save(database, batch)),
    find: (importId, keys) => translated(() => find(database, { importId, ...keys })),
    hasLeads: () => translated(async () => (await database.count('leads')) > 0),
    doNotCall: (limit) =>
      translated(async () => {
        if ((await database.count('doNotCall')) > limit) return undefined;
        return (await database.getAll('doNotCall')).map(({ entry }) => entry);
      }),
    doNotCallFor,
    applyChanges: (importId, apply) => translated(() => applyChanges(database, { importId, apply })),
    commit: (record) =>
      translated(async () => {
        await commit(database, record);
        const channel = globalThis.BroadcastChannel && new BroadcastChannel(`dialdeck:${name}:queue`);
        channel?.postMessage({ type: 'leads-changed', campaignId: record.plan.campaignId });
        channel?.close();
      }),
    discard: (record) => translated(() => discardSome(database, record)),
    forget: (isTheirs) => translated(() => forget(database, isTheirs)),
    rejected: (importId, piece) =>
      translated(async () => (await database.get('importPieces', [importId, piece]))?.rejected),
    close: () => {},
  };
}

async function forget(database: Database, isTheirs: (value: string) => boolean): Promise<number> {
  const change = database.transaction('importPieces', 'readwrite', { durability: 'strict' });
  let count = 0;
  for (let cursor = await change.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { rejected } = cursor.value;
    const left = rejected.filter(({ value }) => !isTheirs(value));
    if (left.length < rejected.length) await cursor.update({ ...cursor.value, rejected: left });
    count += rejected.length - left.length;
  }
  await change.done;
  return count;
}

const listed = async (database: Database): Promise<readonly ImportRecord[]> =>
  (await database.getAll('imports')).map(({ record }) => record).sort((a, b) => a.startedAt - b.startedAt);

async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return work();
  const done = createDeferred<T>();
  // What the work throws goes to its caller; the lock only has to be let go.
  locks.request(name, () => work().then(done.resolve, done.reject)).catch(done.reject);
  return done.promise;
}

async function save(database: Database, batch: Parameters<ImportStore['save']>[0]): Promise<void> {
  const { record, leads, changes, rejected } = batch;
  const change = database.transaction(['leads', 'imports', 'importPieces'], 'readwrite', { durability: 'relaxed' });
  // Without a promise for each row; a row that fails ends the transaction.
  const raw = unwrap(change.objectStore('leads'));
  for (const lead of leads) raw.put(importedRowOf(lead, record.id));
  const writes: Promise<unknown>[] = [change.objectStore('imports').put(rowOf(record))];
  if (record.pieces > 0 && rejected.length + changes.length > 0)
    writes.push(
      change.objectStore('importPieces').put({ importId: record.id, piece: record.pieces - 1, rejected, changes }),
    );
  await Promise.all([...writes, change.done]);
}

async function find(
  database: Database,
  wanted: { readonly importId: string } & Parameters<ImportStore['find']>[1],
): ReturnType<ImportStore['find']> {
  const { importId, numbers = [], externalIds = [] } = wanted;
  const change = database.transaction(['leads', 'imports']);
  const [leads, imports] = [change.objectStore('leads'), change.objectStore('imports')];
  const found = await Promise.all([
    ...numbers.map((number) => leads.index('byNumber').getAll(number)),
    ...externalIds.map((id) => leads.index('byExternal').getAll(id)),
  ]);
  const seen = await Promise.all(
    found.flat().map(async (row) => (row.importId === importId || (await isInSight(row, imports)) ? [row] : [])),
  );
  return [...new Map(seen.flat().map(({ id, lead }) => [id, lead])).values()];
}

interface Changing {
  readonly importId: string;
  readonly apply: Parameters<ImportStore['applyChanges']>[1];
}

/** The changes of one piece. They go in the transaction that makes them, so that none is made twice. */
async function applyChanges(database: Database, { importId, apply }: Changing): Promise<boolean> {
  const change = database.transaction(['leads', 'importPieces'], 'readwrite');
  const leads = change.objectStore('leads');
  let cursor = await change.objectStore('importPieces').openCursor(IDBKeyRange.bound([importId, 0], [importId, []]));
  while (cursor && cursor.value.changes.length === 0) cursor = await cursor.continue();
  if (cursor) {
    for (const each of cursor.value.changes) {
      const row = await leads.get(each.leadId);
      if (!row) continue;
      const lead = apply(row.lead, each);
      await leads.put(row.importId === importId ? importedRowOf(lead, importId) : leadRowOf(lead));
    }
    await cursor.update({ ...cursor.value, changes: [] });
  }
  await change.done;
  return cursor !== null;
}

async function commit(database: Database, record: ImportRecord): Promise<void> {
  const change = database.transaction(['imports', 'leadCounts'], 'readwrite', { durability: 'strict' });
  const { campaignId: campaign } = record.plan;
  const writer = `import-${record.id}`;
  await Promise.all([
    change.objectStore('imports').put(rowOf(record)),
    change
      .objectStore('leadCounts')
      .put({ campaign, writer, owner: record.owner, states: { new: record.counts.accepted } }),
    change.done,
  ]);
}
