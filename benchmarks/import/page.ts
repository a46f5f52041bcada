// Runs in the page of the bench: an import by the Worker, bare puts of the rows that it made, and the parsing alone.
import { importLeads } from '@dialdeck/core/import';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { listFile, numberAt } from './list-file.js';

const rowsAtATime = 2_000;

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The same table with the same indexes. */
function openBare(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const leads = request.result.createObjectStore('leads', { keyPath: 'id' });
    leads.createIndex('byOrder', 'order');
    leads.createIndex('byDue', 'due');
    leads.createIndex('byNumber', 'numbers', { multiEntry: true });
    leads.createIndex('byExternal', 'lead.externalId');
    leads.createIndex('byHolder', 'lead.lease.owner');
  };
  return answered(request);
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

let longest = 0;
let longestAt = 0;
let begun = 0;
new PerformanceObserver((list) => {
  for (const { duration, startTime } of list.getEntries()) {
    if (duration > longest) longestAt = startTime - begun;
    longest = Math.max(longest, duration);
  }
}).observe({ type: 'longtask' });

let file = new Blob([]);

Object.assign(globalThis, {
  bench: {
    async makeFile(size: number) {
      file = await listFile(size);
      return file.size;
    },
    /** Seconds, the longest task of this page, and what came of the rows. */
    async importRows(name: string, inWorker: boolean) {
      const storage = await openBrowserStorage({ name });
      await nextTurn();
      longest = 0;
      longestAt = 0;
      const from = performance.now();
      begun = from;
      const { id, result } = importLeads(file, {
        ...{ storage, campaignId: 'spring', listId: 'fair', country: 'US' },
        ...(inWorker ? {} : { worker: false as const }),
      });
      const { rows, accepted, rejected, duplicates } = await result;
      const seconds = (performance.now() - from) / 1_000;
      // The observer is told of a task a little later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await storage.close();
      return { id, rows, accepted, rejected, duplicates, seconds, longest, longestAt };
    },
    /** Seconds for the same rows; reading them beforehand is not counted. */
    async putBare(name: string) {
      const source = await answered(indexedDB.open(`dialdeck:${name}`));
      const target = await openBare(`${name}-bare`);
      let seconds = 0;
      let count = 0;
      let range: IDBKeyRange | null = null;
      for (;;) {
        const rows: { readonly id: string }[] = await answered(
          source.transaction('leads').objectStore('leads').getAll(range, rowsAtATime),
        );
        const last = rows.at(-1);
        if (!last) break;
        const from = performance.now();
        const transaction = target.transaction('leads', 'readwrite');
        const store = transaction.objectStore('leads');
        for (const row of rows) store.put(row);
        await committed(transaction);
        seconds += (performance.now() - from) / 1_000;
        count += rows.length;
        range = IDBKeyRange.lowerBound(last.id, true);
      }
      source.close();
      target.close();
      await answered(indexedDB.deleteDatabase(`${name}-bare`));
      await answered(indexedDB.deleteDatabase(`dialdeck:${name}`));
      return { seconds, count };
    },
    /** Seconds for the numbers alone. */
    parseNumbers(count: number) {
      const from = performance.now();
      let valid = 0;
      for (let at = 0; at < count; at += 1)
        if (parsePhoneNumberFromString(numberAt(at), { defaultCountry: 'US', extract: false })?.isValid()) valid += 1;
      return { seconds: (performance.now() - from) / 1_000, valid };
    },
  },
});
