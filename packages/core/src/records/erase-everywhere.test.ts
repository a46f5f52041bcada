import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { openBrowserStorage } from '../adapters/indexeddb/index.js';
import { callLogOf } from '../crm/crm-log.js';
import { createLocalCrm } from '../crm/local/create-local-crm.js';
import { createDialer } from '../dialer.js';
import type { ImportRecord } from '../import/import-record.js';
import { makeCampaign } from '../queue/campaign.js';
import { newId } from '../shared/ids.js';
import { createMemoryStorage } from '../storage/memory.js';
import type { Storage } from '../storage/storage.js';
import { sampleCustomer } from '../testing/customer-store-contract.js';
import { FakePhone } from '../testing/fake-phone.js';
import { sampleAttempt, sampleLead } from '../testing/queue-store-contract.js';
import { sampleRecording } from '../testing/recording-store-contract.js';
import { sampleRecord } from '../testing/storage-contract.js';

interface Person {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  readonly note: string;
}

const maya = { customerId: 'crm-maya', number: '+12025550143', name: 'Maya Okafor', note: 'has a dog called Rex' };
const colleague = { ...maya, customerId: 'crm-tom', name: 'Tom Becker', note: 'the same line' };
const li = { customerId: 'crm-li', number: '+8613800138000', name: 'Li Wei', note: 'asks for an invoice' };

const now = Date.now();

/** Leaves a trace of a person in every table that there is. */
async function leaveTraces(storage: Storage, { customerId, number, name, note }: Person): Promise<void> {
  const lead = sampleLead(0, { numbers: [{ e164: number }], name, externalId: customerId, attributes: { note } });
  const record = sampleRecord('gone', 0, { number, name, customerId, note, leadId: lead.id, tags: [name] });
  await storage.saveRecord(record, true);
  const outbox = await storage.openOutbox();
  const confirmed = { revision: 1, ref: 'x', log: callLogOf(record) };
  const row = { id: record.id, revision: 1, startedAt: 0, attempt: 0, status: 'done' } as const;
  await outbox.saveEntry({ ...row, confirmed });
  outbox.close();
  await (await storage.openCallLogs()).change(record.id, () => ({
    id: record.id,
    revision: 1,
    startedAt: record.startedAt,
    customerId,
    fields: { number, name, note },
  }));
  await (await storage.openCustomers()).save(
    sampleCustomer({ id: customerId, name, numbers: [{ number }], title: note }),
  );
  const recordings = await storage.openRecordings();
  await recordings.addPiece(sampleRecording('gone', 0, { id: record.id, status: 'ready' }), new ArrayBuffer(8));
  const events = await storage.openEvents();
  const event = { id: newId(), source: 'me', subject: record.id, type: 'dialdeck.record.saved', data: record };
  await events.add([event as unknown as Parameters<typeof events.add>[0][number]], 100);
  const queue = await storage.openQueue();
  await queue.putCampaign(makeCampaign({ id: 'spring', name: 'Spring' } as Parameters<typeof makeCampaign>[0]));
  await queue.putLeads([lead]);
  const consent = { number, purpose: 'offers', evidence: { kind: 'form', reference: name }, usedAt: [] } as const;
  const old = { ...consent, id: `old ${customerId}`, grantedAt: now - 9 * 365 * 86_400_000 };
  await queue.putConsent(old);
  await queue.putConsent({
    ...consent,
    evidence: { kind: 'form', reference: '17' },
    id: `new ${customerId}`,
    grantedAt: now,
  });
  await queue.putDoNotCall([{ scope: 'system', value: number, source: 'call', addedAt: now }]);
  const imports = await storage.openImports();
  const rejected = [name, number].map((value, line) => ({ line, field: 'x', value, rule: 'duplicate' }) as const);
  await imports.save({ record: importOf(customerId), leads: [], changes: [], rejected });
  imports.close();
  await queue.change(async (step) => {
    step.putAttempt(sampleAttempt(lead, { accountId: name, isLive: true, consentIds: [old.id] }));
    const callback = {
      leadId: lead.id,
      campaignId: 'spring',
      at: now,
      state: 'open',
      missed: 0,
      createdAt: now,
    } as const;
    step.putCallback({ ...callback, id: newId(), note });
  });
}

/** An import that is over and left out two rows. */
const importOf = (id: string, state: ImportRecord['state'] = 'done') =>
  ({
    id: `import-${id.length}-${id.at(-1)}`,
    state,
    owner: 'gone',
    plan: { campaignId: 'spring' },
    counts: {},
    pieces: 1,
    startedAt: 0,
    updatedAt: 0,
  }) as unknown as ImportRecord;

/** The tables in which something of a person can be read. */
async function tablesWith(name: string, ...traces: readonly string[]): Promise<readonly string[]> {
  const database = await openDB(`dialdeck:${name}`);
  const found: string[] = [];
  for (const table of database.objectStoreNames) {
    const rows = JSON.stringify([await database.getAll(table), await database.getAllKeys(table)]);
    if (traces.some((trace) => rows.includes(trace))) found.push(table);
  }
  database.close();
  return found;
}

const tracesOf = ({ customerId, number, name, note }: Person) => [customerId, number.slice(1), name, note];

it('leaves nothing of an erased person in any table but what the report says is kept, and all of everybody else', async () => {
  const name = newId();
  const storage = await openBrowserStorage({ name });
  for (const person of [maya, colleague, li]) await leaveTraces(storage, person);
  const before = await tablesWith(name, ...tracesOf(maya));
  expect(before).toEqual(
    expect.arrayContaining([
      'attempts',
      'callLogs',
      'customers',
      'importPieces',
      'events',
      'leads',
      'outbox',
      'records',
    ]),
  );
  const ofLi = await tablesWith(name, ...tracesOf(li));

  const crm = { ...createLocalCrm({ storage }), upsertCall: () => new Promise<never>(() => {}) };
  const dialer = createDialer({ phone: new FakePhone(), storage, crm });
  const report = await dialer.records.eraseCustomer({ customerId: maya.customerId, numbers: ['+1 (202) 555-0143'] });

  expect(report.failed).toEqual([]);
  const counts = Object.fromEntries(report.erased.map(({ what, count }) => [what, count]));
  expect(counts).toMatchObject({ records: 1, outbox: 1, recordings: 1, customers: 1, 'call-logs': 1 });
  expect(counts).toMatchObject({ leads: 1, callbacks: 1, attempts: 1, consents: 2, 'rejected-rows': 3 });
  expect(report.kept).toEqual([
    { what: 'do-not-call', count: 1, keptFor: expect.stringContaining('called again') },
    { what: 'consents', count: 2, keptFor: expect.stringContaining('5 years') },
  ]);
  const [customerId = '', , called = '', note = ''] = tracesOf(maya);
  // The kept consent goes by this id; it is the test that wrote the customer into it.
  expect(await tablesWith(name, called, note)).toEqual([]);
  expect(await tablesWith(name, customerId)).toEqual(['consents']);
  // A colleague on the same line keeps the number.
  expect(await tablesWith(name, ...tracesOf(colleague))).toEqual(before);
  expect(await tablesWith(name, ...tracesOf(li))).toEqual(ofLi);
  await dialer.dispose();
  await storage.close();
});

it('leaves the number of somebody without a colleague only where the report says', async () => {
  const name = newId();
  const storage = await openBrowserStorage({ name });
  for (const person of [maya, li]) await leaveTraces(storage, person);
  const dialer = createDialer({ phone: new FakePhone(), storage });
  const report = await dialer.records.eraseCustomer({ customerId: maya.customerId, numbers: [maya.number] });
  expect(report.kept.map(({ what }) => what).sort()).toEqual(['consents', 'do-not-call']);
  expect(await tablesWith(name, maya.number, maya.number.slice(1), maya.name, maya.note)).toEqual([
    'consents',
    'doNotCall',
  ]);
  // What the law counts is still there: a call that somebody answered.
  expect(await (await storage.openQueue()).liveAnswers('spring', 0)).toHaveLength(2);
  expect((await dialer.records.eraseCustomer({ customerId: maya.customerId, numbers: [maya.number] })).erased).toEqual(
    [],
  );
  await dialer.dispose();
  await storage.close();
});

it('asks to come back while somebody works on a lead of the person', async () => {
  const name = newId();
  const storage = await openBrowserStorage({ name });
  const queue = await storage.openQueue();
  const lease = { owner: storage.owner, agentId: 'ann', token: 1, until: now + 60_000, ms: 60_000, renewals: 0 };
  const lead = { ...sampleLead(0, { numbers: [{ e164: maya.number }] }), lease, state: 'leased' as const };
  await queue.putLeads([lead]);
  const dialer = createDialer({ phone: new FakePhone(), storage });
  const report = await dialer.records.eraseCustomer({ numbers: [maya.number] });
  expect(report.failed).toMatchObject([
    { what: 'queue', reason: expect.stringContaining('ask again') },
    { what: 'records' },
  ]);
  expect(await queue.getLead(lead.id)).toBeDefined();
  await dialer.dispose();
  await storage.close();
});

it('asks to come back while an import that is not finished brings the person', async () => {
  for (const storage of [await openBrowserStorage({ name: newId() }), createMemoryStorage()]) {
    const imports = await storage.openImports();
    const lead = sampleLead(0, { numbers: [{ e164: maya.number }] });
    const rejected = [{ line: 1, field: 'x', value: maya.number, rule: 'duplicate' }] as const;
    await imports.save({ record: importOf('x', 'reading'), leads: [lead], changes: [], rejected });
    const dialer = createDialer({ phone: new FakePhone(), storage });
    const erase = () => dialer.records.eraseCustomer({ numbers: [maya.number] });
    expect((await erase()).failed).toMatchObject([{ what: 'queue', reason: expect.stringContaining('import') }, {}]);
    await imports.save({ record: importOf('x', 'done'), leads: [], changes: [], rejected });
    expect((await erase()).erased).toContainEqual({ what: 'rejected-rows', count: 1 });
    await dialer.dispose();
    await storage.close();
  }
});
