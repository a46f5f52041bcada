import { type CallRecord, type Clock, createDialer } from '@dialdeck/core';
import { type CrmAdapter, crmErrorOfResponse } from '@dialdeck/core/crm';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { FakePhone } from '@dialdeck/core/testing';
import { noteOf, numbersIn } from './note.js';
import type { Circumstances, Contender } from './page.js';

/** A whole dialer, but for its telephone: records are changed as an agent changes them. */
export async function createOurs({ crm: address, scale }: Circumstances): Promise<Contender> {
  const storage = await openBrowserStorage({ name: 'bench-outbox' });
  const dialer = createDialer({ phone: new FakePhone(), storage, crm: adapterOf(address), clock: fast(scale) });
  const crm = dialer.crm;
  if (!crm) throw new Error('The dialer has no CRM.');
  return {
    async keep({ callId, number, startedAt }) {
      const known = await storage.getRecord(callId);
      if (known) await dialer.records.setNote(callId, noteOf(number));
      else await storage.saveRecord(firstOf(callId, storage.owner, startedAt), true);
    },
    left: () => {
      const { delivery, unsynced } = crm.state.snapshot;
      return delivery === 'starting' ? Number.POSITIVE_INFINITY : unsynced.count;
    },
  };
}

const firstOf = (id: string, owner: string, startedAt: number): CallRecord => ({
  id,
  revision: 1,
  owner,
  direction: 'outgoing',
  number: '+12025550100',
  startedAt,
  endedAt: startedAt + 60_000,
  seenAt: startedAt + 60_000,
  outcome: 'answered',
  talkMs: 50_000,
  note: noteOf(1),
});

const adapterOf = (address: string): CrmAdapter => ({
  async upsertCall({ id, note = '' }, { idempotencyKey, signal }) {
    const body = JSON.stringify({ id, revisions: numbersIn(note), key: idempotencyKey });
    const response = await fetch(address, { method: 'POST', body, signal });
    if (!response.ok) throw crmErrorOfResponse(response);
    return response.json();
  },
});

/** Time that runs `scale` times as fast. */
function fast(scale: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * scale,
    after(ms, run) {
      const timer = setTimeout(run, ms / scale);
      return () => clearTimeout(timer);
    },
  };
}
