import type { CrmAdapter, CrmDelivery } from '@dialdeck/core/crm';
import { FakeCrm, fakeCrmHarness } from '@dialdeck/core/testing';
import { describe, expect, it } from 'vitest';
import { formatReport } from './format-report.js';
import { type CrmWorld, runConformance } from './run-conformance.js';

type Breaks = (crm: FakeCrm) => Partial<CrmAdapter>;

/** A sound CRM behind an adapter with one defect. */
const worldWith = (breaks: Breaks) => (): CrmWorld => {
  const crm = new FakeCrm();
  const harness = fakeCrmHarness(crm);
  const broken = breaks(crm);
  const adapter = new Proxy(crm, {
    get: (target, name) => {
      const own: unknown = Reflect.get(broken, name) ?? Reflect.get(target, name);
      return typeof own === 'function' ? own.bind(Reflect.has(broken, name) ? broken : target) : own;
    },
  });
  return { ...harness, adapter };
};

/** Stores what it is told under a key of its own choosing, as if it were something else. */
const disguised = (
  crm: FakeCrm,
  change: (delivery: CrmDelivery) => Partial<CrmDelivery>,
): NonNullable<CrmAdapter['upsertCall']> => {
  return (log, delivery) => crm.upsertCall(log, { ...delivery, ...change(delivery) });
};

const greatest = new WeakMap<FakeCrm, number>();
const rising = (crm: FakeCrm) => {
  const next = (greatest.get(crm) ?? 100) + 1;
  greatest.set(crm, next);
  return next;
};

function pollute(target: Record<string, unknown>, source: object): void {
  for (const [key, value] of Object.entries(source)) {
    const inner = target[key];
    if (typeof value === 'object' && value && typeof inner === 'object' && inner) {
      pollute(inner as Record<string, unknown>, value);
    } else target[key] = value;
  }
}

const defects: readonly (readonly [string, readonly string[], Breaks])[] = [
  [
    'creates an entry for every request',
    ['call.once', 'call.lost-answer'],
    (crm) => ({
      upsertCall: async (log, delivery) => {
        const { ref } = await crm.upsertCall({ ...log, id: crypto.randomUUID() }, delivery);
        await crm.upsertCall(log, delivery);
        return { ref };
      },
    }),
  ],
  [
    'lets the last request win, whatever its revision',
    ['call.stale', 'call.replayed'],
    (crm) => ({
      upsertCall: disguised(crm, () => ({ revision: rising(crm), idempotencyKey: crypto.randomUUID() })),
    }),
  ],
  [
    'writes the whole log instead of the changes',
    ['call.edited'],
    (crm) => ({ upsertCall: (log, delivery) => crm.upsertCall(log, { ...delivery, changes: log }) }),
  ],
  [
    'ignores the signal',
    ['call.aborted', 'error.silent'],
    (crm) => ({ upsertCall: disguised(crm, () => ({ signal: new AbortController().signal })) }),
  ],
  [
    'swallows every failure',
    ['error.down', 'error.refused', 'error.signed-out', 'error.busy'],
    (crm) => ({ upsertCall: (log, delivery) => crm.upsertCall(log, delivery).catch(() => ({ ref: 'x' })) }),
  ],
  [
    'calls every failure a passing one',
    ['error.refused', 'error.signed-out'],
    (crm) => ({
      upsertCall: (log, delivery) =>
        crm.upsertCall(log, delivery).catch((error: unknown) => {
          throw new Error('CRM error', { cause: error });
        }),
    }),
  ],
  [
    'guesses the first of several customers',
    ['match.several'],
    (crm) => ({
      matchCustomers: async (numbers, signal) =>
        (await crm.matchCustomers(numbers, signal)).map((match) => ({
          ...match,
          customers: match.customers.slice(0, 1),
        })),
    }),
  ],
  [
    'escapes text before it stores it',
    ['call.text'],
    (crm) => ({
      upsertCall: (log, delivery) => {
        const { note } = delivery.changes;
        const changes = { ...delivery.changes, ...(note ? { note: note.replaceAll('<', '&lt;') } : {}) };
        return crm.upsertCall(log, { ...delivery, changes });
      },
    }),
  ],
  [
    'cuts notes at 255 characters',
    ['call.long-note'],
    (crm) => ({
      upsertCall: (log, delivery) => {
        const { note } = delivery.changes;
        return crm.upsertCall(log, {
          ...delivery,
          changes: { ...delivery.changes, ...(note ? { note: note.slice(0, 255) } : {}) },
        });
      },
    }),
  ],
  [
    'repeats a customer at the seam of two pages',
    ['list.pages'],
    (crm) => ({
      listCustomers: async (page, signal) => {
        const answer = await crm.listCustomers(page, signal);
        const next = answer.nextCursor === undefined ? {} : { nextCursor: String(Number(answer.nextCursor) - 1) };
        return { customers: answer.customers, ...next };
      },
    }),
  ],
  [
    'merges what it is sent into an object, keys and all',
    ['call.odd-keys', 'customer.odd-keys'],
    (crm) => ({
      upsertCall: (log, delivery) => {
        pollute({}, delivery.changes);
        return crm.upsertCall(log, delivery);
      },
      createCustomer: (customer, write) => {
        pollute({}, customer);
        return crm.createCustomer(customer, write);
      },
    }),
  ],
  [
    'creates a customer for every unknown number',
    ['call.unasked'],
    (crm) => ({
      upsertCall: (log, delivery) => {
        crm.customers.push({ id: log.id, name: log.number, numbers: [{ number: log.number }] });
        return crm.upsertCall(log, delivery);
      },
    }),
  ],
  [
    'compares numbers as text',
    ['match.formats'],
    (crm) => ({
      matchCustomers: async (numbers) =>
        numbers.map((number) => ({
          number,
          customers: crm.customers.filter((customer) => customer.numbers.some((each) => each.number === number)),
        })),
    }),
  ],
  ['never answers', ['dispositions.distinct'], () => ({ listDispositions: () => new Promise<never>(() => {}) })],
];

describe('the conformance kit', () => {
  it('passes a sound adapter, every check of it', async () => {
    const report = await runConformance(() => fakeCrmHarness(), { name: 'Fake CRM', version: '1.0' });
    expect(report.checks.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(report).toMatchObject({ conforms: true, failed: 0, skipped: 0, passed: report.checks.length });
    expect(report.passed).toBeGreaterThan(40);
    expect(new Set(report.checks.map(({ id }) => id)).size).toBe(report.checks.length);
  });

  it.each(defects)('tells an adapter that %s by its checks', async (_defect, expected, breaks) => {
    const report = await runConformance(worldWith(breaks), { name: 'Broken', limitMs: 2_500 });
    const failed = report.checks.filter(({ status }) => status === 'failed');
    expect(failed.map(({ id }) => id)).toEqual(expect.arrayContaining([...expected]));
    // A defect is told where it is, and not by everything falling over.
    expect(failed.length).toBeLessThanOrEqual(12);
    expect(report.conforms).toBe(false);
    for (const { reason, cure } of failed) {
      expect(reason?.length).toBeGreaterThan(5);
      expect(cure).toMatch(/\.$/);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('says what it did not try, and why', async () => {
    const report = await runConformance(() => ({ adapter: {}, clear: async () => {} }), { name: 'Nothing' });
    expect(report).toMatchObject({ conforms: false, passed: 0, failed: 0 });
    expect(report.checks.find(({ id }) => id === 'call.once')?.reason).toBe('The adapter has no upsertCall.');
    const { stored: _stored, ...world } = fakeCrmHarness();
    const [check] = (await runConformance(() => world, { name: 'Blind', only: ['call.revised'] })).checks;
    expect(check).toMatchObject({ status: 'skipped', reason: 'The harness has no stored.' });
  });

  it('fails the check, not the run, when the world cannot be made', async () => {
    const make = () => Promise.reject(new Error('no database'));
    const report = await runConformance(make, { name: 'Unreachable', only: ['call.once', 'match.'] });
    expect(report.failed).toBe(report.checks.length);
    expect(report.checks[0]?.reason).toBe('no database');
  });

  it('stops when it is told to', async () => {
    const report = await runConformance(() => fakeCrmHarness(), { name: 'Fake', signal: AbortSignal.abort() });
    expect(report).toMatchObject({ passed: 0, failed: 0, conforms: false });
  });
});

describe('the report', () => {
  it('can be published: as a page without markup of strangers, and as JSON', async () => {
    const breaks: Breaks = () => ({
      listDispositions: () => Promise.reject(new Error('<script>alert(1)</script> | a \u202E b\n# Owned')),
    });
    const report = await runConformance(worldWith(breaks), {
      name: 'Acme | CRM',
      only: ['dispositions', 'match.none'],
    });
    expect(JSON.parse(formatReport(report, 'json'))).toEqual(report);
    const page = formatReport(report);
    expect(page).toContain('# Acme \\| CRM: does not conform');
    expect(page).toContain('1 passed, 1 failed, 0 skipped');
    expect(page).toContain('What to do: Use the value the CRM stores as the id');
    expect(page).not.toMatch(/(^|[^\\])<script|\u202E|^# Owned/m);
  });
});
