import type { CrmDeliveryStatus, UnsyncedCalls } from '../crm/crm.js';
import { createOutbox } from '../crm/outbox.js';
import type { CallRecord } from '../records/call-record.js';
import { Emitter } from '../shared/emitter.js';
import { createMemoryStorage } from '../storage/memory.js';
import { FakeCrm } from './fake-crm.js';
import { createManualClock } from './manual-clock.js';
import { sampleRecord } from './storage-contract.js';

/** One page with an outbox; several may share storage, CRM and clock. */
export function openPage({ storage = createMemoryStorage(), crm = new FakeCrm(), clock = createManualClock() } = {}) {
  const saved = new Emitter<CallRecord>();
  const online = new Emitter<void>();
  const told: { type: string; data: object }[] = [];
  let shown: { delivery: CrmDeliveryStatus; unsynced: UnsyncedCalls } | undefined;
  const outbox = createOutbox({
    adapter: crm,
    storage,
    clock,
    saved: saved.listen,
    online: online.listen,
    tell: (type, data) => told.push({ type, data }),
    onChange: (delivery, unsynced) => {
      shown = { delivery, unsynced };
    },
    random: () => 0.5,
  });
  return {
    storage,
    crm,
    clock,
    outbox,
    told,
    online,
    shown: () => shown,
    delivery: () => shown?.delivery,
    count: () => shown?.unsynced.count,
    async save(record: CallRecord) {
      await storage.saveRecord(record, true);
      saved.emit(record);
      return record;
    },
  };
}

/** A finished call, stored by nobody yet. */
export const call = (minutes = 0, fields: Partial<CallRecord> = {}) => sampleRecord('me', minutes, fields);

/** Until nothing more happens without the clock. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
