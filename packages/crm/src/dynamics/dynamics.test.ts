import { expect, it } from 'vitest';
import { runConformance } from '../conformance/run-conformance.js';
import type { CIFramework } from './ci-framework.js';
import { createDynamicsCrm } from './create-dynamics-crm.js';
import { listenForClicks } from './listen-for-clicks.js';

type Row = Record<string, unknown>;

/** Dynamics behind the framework, message by message: JSON in and out, primary keys, OData filters, error codes. */
class SimulatedDynamics implements CIFramework {
  readonly tables = { contact: new Map<string, Row>(), phonecall: new Map<string, Row>() };
  readonly opened: string[] = [];
  readonly handlers = new Set<(event: string) => Promise<unknown>>();
  clickToAct = false;
  #failures: string[] = [];

  failNext = (failure: string) => void this.#failures.push(failure);

  async #meet(): Promise<boolean> {
    const failure = this.#failures.shift();
    if (failure === 'down') throw { message: 'Something went wrong', errorCode: '0x80040216' };
    if (failure === 'refused') throw { message: 'Missing prvCreateActivity privilege', errorCode: '0x80040220' };
    if (failure === 'signed-out') throw { message: 'Token expired', errorCode: '0x80048306' };
    if (failure === 'silent') await new Promise(() => {});
    return failure === 'answer-lost';
  }

  #table = (name: string) => this.tables[name as 'contact' | 'phonecall'];

  async createRecord(entity: string, data: string): Promise<string> {
    const lost = await this.#meet();
    const { contactid, activityid, ...fields } = JSON.parse(data) as Row;
    const id = String(contactid ?? activityid);
    if (this.#table(entity).has(id))
      throw { message: 'A record with matching key values exists', errorCode: '0x80040237' };
    this.#table(entity).set(id, { ...fields, contactid, activityid });
    if (lost) throw { message: 'Network error' };
    return JSON.stringify({ id });
  }

  async retrieveRecord(entity: string, id: string): Promise<string> {
    const row = this.#table(entity).get(id);
    if (!row) throw { message: `${entity} With Id = ${id} Does Not Exist`, errorCode: '0x80040217' };
    return JSON.stringify(this.#shown(row));
  }

  async updateRecord(entity: string, id: string, data: string): Promise<string> {
    const row = this.#table(entity).get(id);
    if (!row) throw { errorCode: '0x80040217' };
    this.#table(entity).set(id, { ...row, ...JSON.parse(data) });
    return '{}';
  }

  async searchAndOpenRecords(_entity: string, query: string, searchOnly: boolean): Promise<string> {
    expect(searchOnly).toBe(true);
    const filter = new URLSearchParams(query.slice(1)).get('$filter') ?? '';
    const values = [...filter.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'"));
    const wanted = (row: Row) =>
      filter.startsWith('contains')
        ? String(this.#shown(row)['fullname'])
            .toLowerCase()
            .includes((values[0] ?? '').toLowerCase())
        : values.includes(String(row['mobilephone'])) || values.includes(String(row['telephone1']));
    const found = [...this.tables.contact.values()].filter(wanted).map((row) => this.#shown(row));
    return JSON.stringify({ ...found });
  }

  #shown = (row: Row): Row => ({ ...row, fullname: [row['firstname'], row['lastname']].filter(Boolean).join(' ') });

  async openForm(options: string): Promise<string> {
    this.opened.push(options);
    return '{}';
  }
  async setClickToAct(on: boolean): Promise<void> {
    this.clickToAct = on;
  }
  async addHandler(_event: 'onclicktoact', handler: (event: string) => Promise<unknown>): Promise<string> {
    this.handlers.add(handler);
    return '';
  }
  async removeHandler(_event: 'onclicktoact', handler: (event: string) => Promise<unknown>): Promise<string> {
    this.handlers.delete(handler);
    return '';
  }
}

function world() {
  const dynamics = new SimulatedDynamics();
  const add = (lastname: string, mobilephone: string) => {
    const contactid = crypto.randomUUID();
    dynamics.tables.contact.set(contactid, { contactid, lastname, mobilephone });
  };
  add('Maya', '+12025550100');
  add('Li', '+8613800138000');
  add('Bo', '+8613800138000');
  const rows = (callId: string): readonly Row[] => {
    const row = dynamics.tables.phonecall.get(callId);
    return row ? [row] : [];
  };
  return {
    dynamics,
    adapter: createDynamicsCrm({ framework: dynamics }),
    stored: async (callId: string) =>
      rows(callId).map((row) => ({ note: row['description'], disposition: row['category'] })),
    editNote: async (callId: string, note: string) => void Object.assign(rows(callId)[0] ?? {}, { description: note }),
    numbers: { one: '+12025550100', several: '+8613800138000', nobody: '+12025550199', written: ['+1 (202) 555-0100'] },
    failNext: dynamics.failNext,
    failures: ['down', 'refused', 'signed-out', 'silent', 'answer-lost'] as const,
    addCustomers: async (customers: readonly { readonly name: string }[]) => {
      for (const { name } of customers) add(name, '');
    },
    limits: { noteCharacters: 2_000 },
    clear: async () => {},
  };
}

it('conforms, as far as the framework goes', async () => {
  const report = await runConformance(world, { name: 'Dynamics' });
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.passed).toBeGreaterThan(30);
});

it('shows a note that does not fit as cut, and opens only what is a record', async () => {
  const { dynamics, adapter } = world();
  const id = crypto.randomUUID();
  const log = {
    id,
    direction: 'outgoing',
    number: '+1',
    startedAt: 1,
    outcome: 'busy',
    talkMs: 0,
    note: 'x'.repeat(9_000),
  } as const;
  const { signal } = new AbortController();
  await adapter.upsertCall?.(log, { idempotencyKey: 'k', revision: 1, changes: log, signal });
  expect(dynamics.tables.phonecall.get(id)).toMatchObject({
    description: `${'x'.repeat(1_998)} …`,
    directioncode: true,
  });
  await adapter.openRecord?.({ type: 'call', ref: id }, 'agent');
  await adapter.openRecord?.({ type: 'customer', id: 'javascript:alert(1)' }, 'agent');
  expect(dynamics.opened).toEqual([JSON.stringify({ entityName: 'phonecall', entityId: id })]);
});

it('calls what is clicked, and nothing that only looks like a click', async () => {
  const { dynamics } = world();
  const clicks: unknown[] = [];
  const stop = await listenForClicks(dynamics, (click) => clicks.push(click));
  const [hear] = dynamics.handlers;
  await hear?.('{"value":"+12025550100","entityLogicalName":"contact","entityId":"c1"}');
  await hear?.('{"value":7}');
  await hear?.('no JSON');
  expect(clicks).toEqual([{ number: '+12025550100', customerId: 'c1' }]);
  await stop();
  expect([dynamics.clickToAct, dynamics.handlers.size]).toEqual([false, 0]);
});
