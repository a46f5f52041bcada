import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What the mock knows at first: one number of one person, one of two. */
const seed = () => ({
  customers: [
    { id: 'customer-1', name: 'Maya Lindqvist', company: 'Nordlicht AB', numbers: [{ number: '+12025550100' }] },
    { id: 'customer-2', name: '李小龙', numbers: [{ number: '+8613800138000' }] },
    { id: 'customer-3', name: 'Bo Chen', numbers: [{ number: '+8613800138000', label: 'Home' }] },
  ],
  verdicts: {
    '+12025550111': { verdict: 'warn', code: 'called-today', text: 'Called an hour ago.' },
    '+12025550112': { verdict: 'block', code: 'do-not-call', text: 'Asked not to be called.' },
  },
  notes: [5, 4, 3].map((at) => ({ id: `note-${at}`, customerId: 'customer-1', at, text: `Note ${at}` })),
  dispositions: [
    { id: 'sale', label: 'Sale' },
    { id: 'no-interest', label: 'No interest' },
    { id: 'do-not-call', label: 'Do not call again', doNotCall: true },
  ],
  calls: [],
  recordings: [],
  /** By idempotency key: what was answered. */
  keys: [],
});

/**
 * The tables of the mock, in memory, and in a file when one is named: written before a change is answered, and
 * whole or not at all.
 */
export function createCrmStore({ file } = {}) {
  const data = { ...seed(), ...read(file) };
  const customers = new Map(data.customers.map((each) => [each.id, { version: 1, ...each }]));
  const calls = new Map(data.calls.map((each) => [each.callId, each]));
  const recordings = new Map(data.recordings.map((each) => [each.ref, each]));
  const keys = new Map(data.keys);

  function save() {
    if (!file) return;
    const tables = {
      ...data,
      customers: [...customers.values()],
      calls: [...calls.values()],
      recordings: [...recordings.values()],
      keys: [...keys],
    };
    writeFileSync(`${file}.new`, JSON.stringify(tables));
    renameSync(`${file}.new`, file);
  }

  /** Does something once for a key, and answers the same ever after. */
  function once(key, run) {
    if (keys.has(key)) return keys.get(key);
    const answer = run();
    keys.set(key, answer);
    save();
    return answer;
  }

  return {
    customers,
    calls,
    recordings,
    verdicts: new Map(Object.entries(data.verdicts)),
    dispositions: data.dispositions,

    addCustomer: (fields, key = randomUUID()) =>
      once(`customer:${key}`, () => {
        const id = `customer-${randomUUID()}`;
        customers.set(id, { ...fields, id, version: 1 });
        return id;
      }),

    changeCustomer(id, changes) {
      const { version, ...old } = customers.get(id);
      const kept = Object.entries({ ...old, ...changes, id }).filter(([, value]) => value !== null);
      customers.set(id, { ...Object.fromEntries(kept), version: version + 1 });
      save();
    },

    /** One entry per call: only a greater revision writes, and of it only the changes. */
    putCall(callId, { revision, changes, log }) {
      const stored = calls.get(callId);
      if (stored && stored.revision >= revision) return stored;
      const base = stored ? { ...stored.fields, ...changes } : { ...log, ...changes };
      const fields = Object.fromEntries(Object.entries(base).filter(([, value]) => value !== null));
      const call = { callId, ref: stored?.ref ?? `call-${randomUUID()}`, revision, fields };
      calls.set(callId, call);
      save();
      return call;
    },

    /** What a person does in the CRM's own page. */
    editCall(callId, fields) {
      const call = calls.get(callId);
      if (call) calls.set(callId, { ...call, fields: { ...call.fields, ...fields } });
      save();
    },

    putRecording: (callId, recording, key) =>
      once(`recording:${key}`, () => {
        const ref = `recording-${randomUUID()}`;
        recordings.set(ref, { ref, callId, ...recording });
        return ref;
      }),

    /** Notes and calls of a customer, newest first. */
    timelineOf(customerId) {
      const notes = data.notes
        .filter((note) => note.customerId === customerId)
        .map(({ id, at, text }) => ({ id, type: 'note', at, text }));
      const logged = [...calls.values()]
        .filter(({ fields }) => fields.customerId === customerId)
        .map(({ ref, callId, fields }) => ({
          id: ref,
          type: 'call',
          at: fields.startedAt,
          text: fields.note ?? fields.outcome,
          callId,
        }));
      return [...notes, ...logged].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
    },
  };
}

function read(file) {
  try {
    return file ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
