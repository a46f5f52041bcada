import { unwrap } from 'idb';
import type { LeadState } from '../../queue/lead.js';
import type { LeadSourceWord } from '../../queue/lead-source.js';
import { Emitter } from '../../shared/emitter.js';
import { newId } from '../../shared/ids.js';
import type { QueueStep, QueueStore } from '../../storage/queue-store.js';
import type { Database } from './database.js';
import type { Ownership } from './ownership.js';
import { createCountChange, statesOf } from './queue-counts.js';
import { leadRowOf } from './queue-keys.js';
import { createQueueReads } from './queue-reads.js';
import { createQueueStep, type QueueChange, queueTableNames } from './queue-step.js';
import { translated } from './storage-error.js';

export interface BrowserQueueOptions {
  /** The name given to `openBrowserStorage`. */
  readonly name: string;
  readonly owner: string;
  readonly ownership: Pick<Ownership, 'lives' | 'refresh'>;
}

/** The dial queue of `openBrowserStorage`: one step is one transaction, words go by a BroadcastChannel. */
export async function openBrowserQueue(database: Database, options: BrowserQueueOptions): Promise<QueueStore> {
  const { name, owner, ownership } = options;
  await translated(() => joinCounts(database, ownership));
  const writer = createWriter(database, owner);
  const heard = new Emitter<LeadSourceWord>();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(`dialdeck:${name}:queue`);
  channel?.addEventListener('message', ({ data }) => {
    const word = wordOf(data);
    if (word) heard.emit(word);
  });
  return {
    owner,
    ...createQueueReads(database),
    change: (run, isStrict) => translated(() => writer.change(run, isStrict)),
    putLeads: (leads, areNew = false) =>
      translated(() =>
        writer.write(async ({ change, counts }) => {
          const store = change.objectStore('leads');
          const stored = areNew ? [] : await Promise.all(leads.map(({ id }) => store.get(id)));
          for (const row of stored) if (row) counts.count(row.lead, -1);
          // Without a promise for each row; a row that fails ends the transaction.
          const raw = unwrap(store);
          for (const lead of leads) {
            counts.count(lead, 1);
            if (areNew) raw.add(leadRowOf(lead));
            else raw.put(leadRowOf(lead));
          }
        }),
      ),
    putCampaign: (campaign) => translated(async () => void (await database.put('campaigns', campaign))),
    putConsent: (consent) => translated(async () => void (await database.put('consents', consent))),
    putDoNotCall: (entries) =>
      translated(async () => {
        const change = database.transaction('doNotCall', 'readwrite');
        const puts = entries.map((entry) => {
          const { scope, value, campaignId: campaign = '' } = entry;
          return change.store.put({ scope, value, campaign, entry });
        });
        await Promise.all([...puts, change.done]);
      }),
    async goneAmong(owners) {
      if (owners.length === 0) return new Set();
      await ownership.refresh();
      return new Set(owners.filter((each) => !ownership.lives({ owner: each, seenAt: Date.now() })));
    },
    words: heard.listen,
    tell: (word) => channel?.postMessage(word),
    close: () => channel?.close(),
  };
}

interface Writing {
  readonly change: QueueChange;
  readonly counts: ReturnType<typeof createCountChange>;
  readonly writes: Promise<unknown>[];
}

/** Runs one transaction after the other, and keeps what this page counted in step with what is stored. */
function createWriter(database: Database, owner: string) {
  const writer = newId();
  const own = new Map<string, Readonly<Partial<Record<LeadState, number>>>>();
  let last: Promise<unknown> = Promise.resolve();

  async function writeNow<T>(run: (writing: Writing) => Promise<T>, isStrict: boolean): Promise<T> {
    const durability = isStrict ? 'strict' : 'default';
    const change = database.transaction([...queueTableNames], 'readwrite', { durability });
    const counts = createCountChange(own);
    const writes: Promise<unknown>[] = [];
    try {
      const result = await run({ change, counts, writes });
      for (const [campaign, states] of counts.result())
        writes.push(change.objectStore('leadCounts').put({ campaign, writer, owner, states }));
      await Promise.all([...writes, change.done]);
      for (const [campaign, states] of counts.result()) own.set(campaign, states);
      return result;
    } catch (cause) {
      for (const write of writes) write.catch(() => {});
      throw await causeOf(change, cause);
    }
  }

  function write<T>(run: (writing: Writing) => Promise<T>, isStrict = false): Promise<T> {
    const mine = last.then(() => writeNow(run, isStrict));
    last = mine.catch(() => {});
    return mine;
  }

  return {
    write,
    change: <T>(run: (step: QueueStep) => Promise<T>, isStrict?: boolean) =>
      write(({ change, counts, writes }) => run(createQueueStep(change, { counts, writes })), isStrict),
  };
}

/** Ends the transaction and tells why it failed: its own trouble, such as a full disk, comes before what followed. */
async function causeOf(change: QueueChange, cause: unknown): Promise<unknown> {
  const done = change.done.then(
    () => cause,
    () => change.error ?? cause,
  );
  try {
    change.abort();
  } catch {
    // It was over already.
  }
  return done;
}

/** Other pages of this origin may be of another version. */
function wordOf(data: unknown): LeadSourceWord | undefined {
  const { type, campaignId, leadId, isCallable } = Object(data) as Readonly<Record<string, unknown>>;
  if (type !== 'leads-changed' && type !== 'campaigns-changed' && type !== 'lease-lost') return undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { type, campaignId: text(campaignId), leadId: text(leadId), isCallable: isCallable === true };
}

/** Puts together what pages that are gone had counted, so that the rows stay few. */
async function joinCounts(database: Database, ownership: BrowserQueueOptions['ownership']): Promise<void> {
  await ownership.refresh();
  const change = database.transaction('leadCounts', 'readwrite');
  const rows = await change.store.getAll();
  const gone = rows.filter(({ owner, writer }) => writer === '' || !ownership.lives({ owner, seenAt: Date.now() }));
  const campaigns = new Set(gone.map(({ campaign }) => campaign));
  const writes = [...campaigns].flatMap((campaign) => {
    const theirs = gone.filter((row) => row.campaign === campaign);
    const states = Object.fromEntries(statesOf(theirs));
    const deletes = theirs.map((row) => change.store.delete([campaign, row.writer]));
    return [...deletes, change.store.put({ campaign, writer: '', owner: '', states })];
  });
  await Promise.all([...writes, change.done]);
}
