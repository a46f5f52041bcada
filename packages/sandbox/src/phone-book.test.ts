import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readyMadePeople } from './people.js';
import { person } from './person.js';
import { createPhoneBook } from './phone-book.js';
import type { ScriptCall } from './script-call.js';
import { strangerAt } from './strangers.js';

const ava = person({ number: '+1 202 555 0101', name: 'Ava' });
const book = createPhoneBook({ people: [ava, ...readyMadePeople], seed: 1 });

/** What a stranger does first that tells the kinds apart. */
async function outcomeOf(number: string, seed: number | string): Promise<string> {
  const did: string[] = [];
  const stop = new Error('stop');
  const move = (name: string) => (detail?: unknown) => {
    const isLong = typeof detail === 'number' && name !== 'reject';
    did.push(isLong ? `${name} ${Math.round(detail)}` : `${name} ${detail ?? ''}`.trim());
    const result = ['beep', 'chat', 'reject'].includes(name) ? Promise.reject(stop) : Promise.resolve();
    result.catch(() => {});
    return result;
  };
  const call = Object.fromEntries(
    ['ring', 'answer', 'reject', 'say', 'beep', 'chat', 'wait', 'hangUp'].map((name) => [name, move(name)]),
  ) as unknown as ScriptCall;
  await Promise.resolve(strangerAt(number, seed).onCall?.(call)).catch(() => {});
  return did.join(', ');
}
const kindOf = (outcome: string) =>
  /reject \d+|beep|answer|ring/.exec(outcome.replace(/^ring[^,]*, /, ''))?.[0] ?? outcome;

describe('who is behind a number', () => {
  it.each(['+1 202 555 0101', '+12025550101', '12025550101', '(202) 555-0101', '202.555.0101', '555 0101'])(
    'finds the same person however the number is written: %s',
    (number) => {
      expect(book.find(number)).toBe(ava);
    },
  );

  it('lets described people come before ready-made ones', () => {
    expect(book.people().filter(({ number }) => number === ava.number)).toEqual([ava]);
  });

  it.each(['1009', '', 'sales', '+1%200', '+1234567890123456'])('has nobody at %j', (number) => {
    expect(book.find(number)).toBeUndefined();
  });

  it('has nobody but the people described when strangers are off', () => {
    expect(createPhoneBook({ people: [ava], seed: undefined }).find('+14155550123')).toBeUndefined();
  });

  it('puts a new person in place of the old one', () => {
    const mine = createPhoneBook({ people: [ava], seed: 1 });
    const next = person({ number: '+12025550101', name: 'Eve' });
    mine.add(next);
    expect(mine.people()).toEqual([next]);
  });

  it('gives every ready-made person a number of its own that is set aside for fiction', () => {
    const numbers = readyMadePeople.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => !/^\+1 202 555 01\d\d$/.test(number))).toEqual([]);
    expect(readyMadePeople.filter(({ does, zh }) => !does || !zh?.name || !zh.does)).toEqual([]);
  });
});

describe('strangers', () => {
  it('do the same whenever the same list is dialed again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^\+\d{7,15}$/), fc.string(), async (number, seed) => {
        expect(await outcomeOf(number, seed)).toBe(await outcomeOf(number, seed));
      }),
      { numRuns: 50 },
    );
  });

  it('make a list worth practising on: some answer, some do not, some are busy or gone', async () => {
    const counts: Record<string, number> = {};
    for (let index = 0; index < 2000; index++) {
      const kind = kindOf(await outcomeOf(`+1415555${String(index).padStart(4, '0')}`, 'demo'));
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const share = (kind: string) => Math.round((100 * (counts[kind] ?? 0)) / 2000);
    expect(share('answer')).toBeGreaterThan(45);
    expect(share('answer')).toBeLessThan(61);
    expect(share('ring')).toBeGreaterThan(26);
    expect(share('reject 486')).toBeGreaterThan(5);
    for (const code of [404, 480, 603]) expect(share(`reject ${code}`)).toBeGreaterThan(0);
  });

  it('are others for another seed', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `+141555501${index + 10}`);
    const of = (seed: string) => Promise.all(numbers.map((number) => outcomeOf(number, seed)));
    expect(await of('a')).not.toEqual(await of('b'));
  });
});
