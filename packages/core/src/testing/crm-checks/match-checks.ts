import { readCrmAnswer } from '../../crm/crm-answers.js';
import { newId } from '../../shared/ids.js';
import { expectThat } from '../contract.js';
import { type CrmCheck, expectToStop, type Ready } from './crm-check.js';

async function matched({ adapter, signal }: Ready, numbers: readonly string[]) {
  const answer = readCrmAnswer('matchCustomers', await adapter.matchCustomers(numbers, signal));
  const strangers = answer.filter(({ number }) => !numbers.includes(number)).map(({ number }) => number);
  expectThat(strangers.length === 0, 'only numbers that were asked for, written as they were', strangers);
  return new Map(answer.map(({ number, customers }) => [number, customers]));
}

const matching = (check: Omit<CrmCheck, 'methods' | 'needs'>): CrmCheck => ({
  methods: ['matchCustomers'],
  needs: ['numbers'],
  ...check,
});

/** Who is behind a number, and who is found by text. */
export const matchChecks: readonly CrmCheck[] = [
  matching({
    id: 'match.known',
    title: 'says who is behind a number, and who is not',
    cure: 'Answer [{ number, customers }] with the number as it was asked for; leave out unknown ones or give them [].',
    async run(harness) {
      const { one, nobody } = harness.numbers;
      const found = await matched(harness, [one, nobody]);
      expectThat(found.get(one)?.length === 1, 'one customer', found.get(one)?.length);
      expectThat((found.get(nobody) ?? []).length === 0, 'nobody for an unknown number');
    },
  }),
  matching({
    id: 'match.several',
    title: 'names all customers of a number and guesses none',
    cure: 'Return every customer that has the number; the agent chooses.',
    async run(harness) {
      const { several } = harness.numbers;
      if (several === undefined) return;
      const customers = (await matched(harness, [several])).get(several) ?? [];
      const ids = new Set(customers.map(({ id }) => id));
      expectThat(
        customers.length > 1 && ids.size === customers.length,
        'several customers, each once',
        customers.length,
      );
    },
  }),
  matching({
    id: 'match.batch',
    title: 'answers fifty numbers in one question',
    cure: 'Ask the CRM in as many requests as it needs, but answer all numbers.',
    async run(harness) {
      const { one } = harness.numbers;
      const others = Array.from({ length: 49 }, (_, index) => `+1202555${String(1_000 + index)}`);
      const found = await matched(harness, [...others, one]);
      expectThat(found.get(one)?.length === 1, 'the known one is found among them', found.get(one)?.length);
    },
  }),
  matching({
    id: 'match.none',
    title: 'answers no numbers with no matches',
    cure: 'Answer [] at once when the list is empty.',
    async run(harness) {
      expectThat((await matched(harness, [])).size === 0, 'an empty list');
    },
  }),
  matching({
    id: 'match.formats',
    title: 'finds a customer however the number is written',
    cure: 'Compare numbers in E.164: store a normalized copy in the CRM, or ask it for several spellings.',
    async run(harness) {
      const { one, written = [] } = harness.numbers;
      const found = await matched(harness, [one, ...written]);
      const expected = found.get(one)?.[0]?.id;
      const missed = written.filter((number) => found.get(number)?.[0]?.id !== expected);
      expectThat(missed.length === 0, 'the same customer for every way to write the number', missed);
    },
  }),
  matching({
    id: 'match.odd-numbers',
    title: 'knows nobody behind words that JavaScript knows',
    cure: 'Look numbers up in a Map; send them as values, never as names of fields or as part of a query text.',
    async run(harness) {
      const odd = ['__proto__', 'constructor', 'toString', "' OR '1'='1", '*', '%'];
      const found = await matched(harness, odd);
      const known = odd.filter((number) => (found.get(number) ?? []).length > 0);
      expectThat(known.length === 0, 'nobody', known);
      expectThat(!('polluted' in {}), 'no prototype is touched');
    },
  }),
  matching({
    id: 'match.aborted',
    title: 'stops matching when it is told to',
    cure: 'Give the signal to fetch, and call signal.throwIfAborted() first.',
    run: ({ adapter, numbers }) => expectToStop((signal) => adapter.matchCustomers([numbers.one], signal)),
  }),
  {
    id: 'search.nobody',
    title: 'finds no customer by a text nobody has',
    cure: 'Answer [] when nothing is found.',
    methods: ['searchCustomers'],
    needs: [],
    async run({ adapter, signal }) {
      const found = readCrmAnswer('searchCustomers', await adapter.searchCustomers(newId(), signal));
      expectThat(found.length === 0, 'nobody', found.length);
    },
  },
  {
    id: 'search.literal',
    title: 'takes wildcards and quotes in a search for what they are',
    cure: 'Escape what the search language of the CRM gives a meaning, or pass the text as a parameter.',
    methods: ['searchCustomers'],
    needs: ['addCustomers'],
    async run({ adapter, addCustomers, signal }) {
      await addCustomers([{ name: 'Plain Name', numbers: [{ number: '+12025550177' }] }]);
      for (const text of ['%%', '.*', "x' OR '1'='1", '{{all}}']) {
        const found = readCrmAnswer('searchCustomers', await adapter.searchCustomers(text, signal));
        expectThat(
          found.every(({ name }) => name !== 'Plain Name'),
          `"${text}" finds no other name`,
        );
      }
    },
  },
  {
    id: 'search.unicode',
    title: 'finds and shows names in every script, unchanged',
    cure: 'Send and read UTF-8, and encode the text where it goes into an address.',
    methods: ['searchCustomers'],
    needs: ['addCustomers'],
    async run({ adapter, addCustomers, signal }) {
      const names = ['李小龙', 'مُحمَّد', 'Zoë 👩‍💼', 'Łukasz & Söhne', '\u202Eevil\u202C'];
      await addCustomers(names.map((name, index) => ({ name, numbers: [{ number: `+1202555016${index}` }] })));
      for (const name of names) {
        const found = readCrmAnswer('searchCustomers', await adapter.searchCustomers(name, signal));
        expectThat(
          found.some((each) => each.name === name),
          `finds ${name}`,
          found.map((each) => each.name),
        );
      }
    },
  },
];
