import { describe, expect, it } from 'vitest';
import { isDialerError } from '../errors.js';
import { FakeCrm } from '../testing/fake-crm.js';
import { createManualClock } from '../testing/manual-clock.js';
import type { CrmAdapter } from './crm-adapter.js';
import { createCrmDirectory } from './crm-directory.js';
import { listCrmDispositions } from './list-dispositions.js';

const minute = 60_000;
const maya = { id: 'c1', name: 'Maya', numbers: [{ number: '+12025550100' }] };

function setUp(adapter?: CrmAdapter) {
  const crm = new FakeCrm();
  crm.customers = [maya];
  const clock = createManualClock();
  const directory = createCrmDirectory(adapter ?? crm, { clock });
  const find = (number = '+12025550100', signal = new AbortController().signal) =>
    directory.findByNumber(number, signal);
  return { crm, clock, directory, find };
}

describe('who is behind a number', () => {
  it('is asked once in two hours when known, once in five minutes when not', async () => {
    const { crm, clock, find } = setUp();
    expect(await find()).toEqual([maya]);
    expect(await find('+1')).toEqual([]);
    clock.advance(5 * minute - 1);
    await find('+1');
    expect(crm.questions).toHaveLength(2);
    clock.advance(1);
    await find('+1');
    await find();
    expect(crm.questions).toHaveLength(3);
    clock.advance(115 * minute);
    await find();
    expect(crm.questions).toHaveLength(4);
  });

  it('goes out in few questions, each number once', async () => {
    const { crm, find } = setUp();
    await Promise.all(Array.from({ length: 120 }, (_, index) => find(`+1${index % 60}`)));
    expect(crm.questions.map(({ length }) => length)).toEqual([50, 10]);
    expect(new Set(crm.questions.flat()).size).toBe(60);
  });

  it('is not remembered when the CRM failed', async () => {
    const { crm, find } = setUp();
    crm.failNext('down');
    await expect(find()).rejects.toMatchObject({ status: 500 });
    expect(await find()).toEqual([maya]);
  });

  it('is not waited for longer than ten seconds', async () => {
    const { crm, clock, find } = setUp();
    crm.failNext('silent');
    const asked = find();
    await expect.poll(() => crm.questions).toHaveLength(1);
    clock.advance(10_000);
    await expect(asked).rejects.toMatchObject({ kind: 'later' });
    expect(await find()).toEqual([maya]);
  });

  it('is dropped for the one who hung up, and still told to the other', async () => {
    const { find } = setUp();
    const hungUp = new AbortController();
    const one = find('+12025550100', hungUp.signal);
    const other = find();
    hungUp.abort(new Error('hung up'));
    await expect(one).rejects.toThrow('hung up');
    expect(await other).toEqual([maya]);
  });

  it('does not end the question of others with the first to leave', async () => {
    const { crm, find } = setUp();
    crm.failNext('silent');
    const hungUp = new AbortController();
    const alone = find('+1', hungUp.signal);
    await expect.poll(() => crm.questions).toHaveLength(1);
    hungUp.abort(new Error('hung up'));
    await expect(alone).rejects.toThrow('hung up');
    expect(await find()).toEqual([maya]);
  });

  it('is asked anew after a customer was changed', async () => {
    const { crm, directory, find } = setUp();
    await find();
    directory.forget('+12025550100');
    await find();
    expect(crm.questions).toHaveLength(2);
  });
});

describe('what a CRM answers', () => {
  it('is cut down to what we know, without the prototypes of strangers', async () => {
    const evil = JSON.parse('{"id":"c1","name":"<b>x</b>","numbers":[],"secret":1,"__proto__":{"polluted":true}}');
    const { find } = setUp({ matchCustomers: async () => [{ number: '+12025550100', customers: [evil] }] });
    expect(await find()).toEqual([{ id: 'c1', name: '<b>x</b>', numbers: [] }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ['no list', 'nonsense'],
    ['a customer without an id', [{ number: '+1', customers: [{ name: 'x', numbers: [] }] }]],
    ['a name that is no text', [{ number: '+1', customers: [{ id: 'a', name: 7, numbers: [] }] }]],
    ['a name without end', [{ number: '+1', customers: [{ id: 'a', name: 'x'.repeat(5_000), numbers: [] }] }]],
  ])('is refused when it is %s', async (_name, answer) => {
    const { find } = setUp({ matchCustomers: async () => answer as never });
    const failed = await find('+1').catch((error: unknown) => error);
    expect(isDialerError(failed, 'crm-answer-invalid')).toBe(true);
  });

  it('may be nothing: a CRM that cannot match or search knows nobody', async () => {
    const { find, directory } = setUp({});
    expect(await find()).toEqual([]);
    expect(await directory.search('Maya')).toEqual([]);
    expect(await listCrmDispositions({})).toBeUndefined();
  });

  it('finds by text, and lists results', async () => {
    const { crm, directory } = setUp();
    crm.dispositions = [{ id: 'sale', label: 'Sale' }];
    expect(await directory.search('may')).toEqual([maya]);
    expect(await listCrmDispositions(crm)).toEqual([{ id: 'sale', label: 'Sale' }]);
  });
});
