import { changesBetween } from '../../crm/crm-log.js';
import { newId } from '../../shared/ids.js';
import { expectThat } from '../contract.js';
import {
  type CrmCheck,
  callLog,
  deliveryOf,
  entryOf,
  expectToStop,
  failureOf,
  hostileText,
  upsert,
} from './crm-check.js';

const calls = (check: Omit<CrmCheck, 'methods' | 'needs'> & Partial<CrmCheck>): CrmCheck => ({
  methods: ['upsertCall'],
  needs: ['stored'],
  ...check,
});

/** One entry per call, in order, and never over what a person wrote. */
export const callChecks: readonly CrmCheck[] = [
  calls({
    id: 'call.once',
    title: 'stores a call once, however often it is sent',
    cure: 'Look the entry up by log.id before you create one, and answer with the ref it has.',
    async run(harness) {
      const log = callLog();
      const first = await upsert(harness, log);
      const again = await upsert(harness, log);
      expectThat(first === again, 'the same ref for the same call', [first, again]);
      await entryOf(harness, log.id);
    },
  }),
  calls({
    id: 'call.once-at-once',
    title: 'stores a call once when it is sent twice at the same time',
    cure: 'Make log.id unique in the CRM (an external id), so that the second request updates instead of creating.',
    async run(harness) {
      const log = callLog();
      const refs = await Promise.all([upsert(harness, log), upsert(harness, log)]);
      expectThat(refs[0] === refs[1], 'the same ref for the same call', refs);
      await entryOf(harness, log.id);
    },
  }),
  calls({
    id: 'call.lost-answer',
    title: 'stores a call once when its first answer got lost and it changed since',
    cure: 'Do not rely on delivery.ref: without it, find the entry by log.id.',
    needs: ['stored', 'failNext'],
    failure: 'answer-lost',
    async run(harness) {
      const log = callLog({ note: 'first' });
      harness.failNext('answer-lost');
      await failureOf(() => upsert(harness, log));
      await upsert(harness, { ...log, note: 'second' }, { revision: 2 });
      const { note } = await entryOf(harness, log.id);
      expectThat(note === 'second', 'the newer note', note);
    },
  }),
  calls({
    id: 'call.apart',
    title: 'keeps two calls apart',
    cure: 'Find entries by log.id alone, never by number and time.',
    needs: [],
    async run(harness) {
      const same = callLog();
      const refs = [await upsert(harness, same), await upsert(harness, { ...same, id: newId() })];
      expectThat(refs[0] !== refs[1], 'a ref of its own for each call', refs);
    },
  }),
  calls({
    id: 'call.revised',
    title: 'brings a later revision into the same entry; numbers may be skipped',
    cure: 'Accept every revision above the stored one, and write delivery.changes into the entry that exists.',
    async run(harness) {
      const log = callLog();
      const ref = await upsert(harness, log);
      const noted = { ...log, note: 'Wants 25 seats', disposition: 'sale' };
      const changes = changesBetween(log, noted);
      const later = await upsert(harness, noted, { revision: 4, changes, ref });
      expectThat(later === ref, 'the ref stays', [ref, later]);
      const { note } = await entryOf(harness, log.id);
      expectThat(note === 'Wants 25 seats', 'the note arrived', note);
    },
  }),
  calls({
    id: 'call.stale',
    title: 'never lets an older revision win',
    cure: 'Store delivery.revision with the entry and write nothing when it is not greater than the stored one.',
    async run(harness) {
      const log = callLog({ note: 'new' });
      const ref = await upsert(harness, log, { revision: 5 });
      await failureOf(() => upsert(harness, { ...log, note: 'old' }, { revision: 3, changes: { note: 'old' }, ref }));
      const { note } = await entryOf(harness, log.id);
      expectThat(note === 'new', 'the newer note stays', note);
    },
  }),
  calls({
    id: 'call.replayed',
    title: 'does not go back when the first revision is sent again after the second',
    cure: 'A key that was seen writes nothing; neither does a revision that is not greater than the stored one.',
    async run(harness) {
      const log = callLog({ note: 'first' });
      const ref = await upsert(harness, log);
      await upsert(harness, { ...log, note: 'second' }, { revision: 2, changes: { note: 'second' }, ref });
      await failureOf(() => upsert(harness, log));
      const { note } = await entryOf(harness, log.id);
      expectThat(note === 'second', 'the second note stays', note);
    },
  }),
  calls({
    id: 'call.edited',
    title: 'leaves what a person edited in the CRM',
    cure: 'Write delivery.changes, not the log: what did not change here may have changed there.',
    needs: ['stored', 'editNote'],
    async run(harness) {
      const log = callLog({ note: 'by the agent' });
      const ref = await upsert(harness, log);
      await harness.editNote(log.id, 'by a person');
      await upsert(harness, { ...log, disposition: 'sale' }, { revision: 2, changes: { disposition: 'sale' }, ref });
      const { note } = await entryOf(harness, log.id);
      expectThat(note === 'by a person', 'the edited note stays', note);
    },
  }),
  calls({
    id: 'call.emptied',
    title: 'empties a field that was taken away',
    cure: 'A change to null means that the field is to be emptied.',
    async run(harness) {
      const { note: _note, ...rest } = callLog();
      const ref = await upsert(harness, { ...rest, note: 'wrong customer' });
      await upsert(harness, rest, { revision: 2, changes: { note: null }, ref });
      const { note } = await entryOf(harness, rest.id);
      expectThat(note === undefined || note === null || note === '', 'the note is gone', note);
    },
  }),
  calls({
    id: 'call.text',
    title: 'stores text as it is: any script, markup, formulas, bidi controls',
    cure: 'Pass text through unchanged, as UTF-8; escape it where it is shown, never where it is stored.',
    async run(harness) {
      const log = callLog({ note: hostileText });
      await upsert(harness, log);
      const { note } = await entryOf(harness, log.id);
      expectThat(note === hostileText, 'not a character is changed', note);
    },
  }),
  calls({
    id: 'call.long-note',
    title: 'stores a note of 32,000 characters, or as many as the CRM is documented to hold',
    cure: 'Use a long text field. If the CRM has none, name its limit in limits.noteCharacters and in your documentation.',
    async run(harness) {
      const length = Math.min(32_000, harness.limits?.noteCharacters ?? 32_000);
      const full = '你好 note '.repeat(4_000).slice(0, length);
      const log = callLog({ note: full });
      await upsert(harness, log);
      const { note } = await entryOf(harness, log.id);
      expectThat(note === full, `all ${length} characters`, String(note).length);
    },
  }),
  calls({
    id: 'call.odd-keys',
    title: 'takes names that JavaScript knows for plain text, and pollutes no prototype',
    cure: 'Keep what comes from outside in a Map or an object without a prototype; copy only fields you know.',
    async run(harness) {
      const log = callLog({ disposition: 'constructor', number: '__proto__', name: 'toString' });
      const changes = JSON.parse(`${JSON.stringify(log).slice(0, -1)},"__proto__":{"polluted":true}}`);
      await upsert(harness, log, { changes });
      const { disposition } = await entryOf(harness, log.id);
      expectThat(disposition === undefined || disposition === 'constructor', 'the result as it was sent', disposition);
      expectThat(!('polluted' in {}), 'no object has a field that nobody gave it');
    },
  }),
  calls({
    id: 'call.unasked',
    title: 'creates no customer for a call with an unknown number',
    cure: 'Store the call without a customer. Customers are created by createCustomer, when a person wants it.',
    methods: ['upsertCall', 'matchCustomers'],
    needs: ['numbers'],
    async run(harness) {
      const { nobody } = harness.numbers;
      await upsert(harness, callLog({ number: nobody }));
      const found = (await harness.adapter.matchCustomers([nobody], harness.signal)).flatMap(
        ({ customers }) => customers,
      );
      expectThat(found.length === 0, 'nobody has the number', found.length);
    },
  }),
  calls({
    id: 'call.aborted',
    title: 'stores nothing for a request that was aborted beforehand',
    cure: 'Give delivery.signal to fetch, and call signal.throwIfAborted() before anything is written.',
    needs: [],
    async run(harness) {
      const log = callLog();
      await expectToStop((signal) => harness.adapter.upsertCall(log, deliveryOf(log, { signal })));
      const entries = (await harness.stored?.(log.id)) ?? [];
      expectThat(entries.length === 0, 'nothing was stored', entries.length);
    },
  }),
];
