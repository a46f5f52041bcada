import { readCrmAnswer } from '../../crm/crm-answers.js';
import { newId } from '../../shared/ids.js';
import { expectThat } from '../contract.js';
import { type CrmCheck, callLog, expectToStop, upsert } from './crm-check.js';

/** What else a CRM is asked: may we call, what happened before, which results there are. */
export const deskChecks: readonly CrmCheck[] = [
  {
    id: 'dial.verdict',
    title: 'allows, warns and blocks by number, with code and text',
    cure: 'Answer { verdict: "allow" }, or { verdict: "warn" | "block", code, text }.',
    methods: ['checkDial'],
    needs: ['dial'],
    async run({ adapter, dial, signal }) {
      for (const verdict of ['allow', 'warn', 'block'] as const) {
        const number = dial[verdict];
        if (number === undefined) continue;
        const answer = readCrmAnswer('checkDial', await adapter.checkDial({ number }, signal));
        expectThat(answer.verdict === verdict, `"${verdict}" for ${number}`, answer.verdict);
      }
    },
  },
  {
    id: 'dial.aborted',
    title: 'stops checking when it is told to',
    cure: 'Give the signal to fetch, and call signal.throwIfAborted() first.',
    methods: ['checkDial'],
    needs: ['dial'],
    run: ({ adapter, dial }) => expectToStop((signal) => adapter.checkDial({ number: dial.allow }, signal)),
  },
  {
    id: 'timeline.pages',
    title: 'tells the whole timeline, newest first, each entry once',
    cure: 'Sort by time and then by id, and page by both.',
    methods: ['timeline'],
    needs: ['timeline'],
    async run({ adapter, timeline: { customerId, count }, signal }) {
      const entries: { readonly id: string; readonly at: number }[] = [];
      let cursor: string | undefined;
      do {
        const request = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
        const page = readCrmAnswer('timeline', await adapter.timeline(customerId, request, signal));
        expectThat(page.entries.length > 0 && page.entries.length <= 2, 'one or two entries', page.entries.length);
        entries.push(...page.entries);
        cursor = page.nextCursor;
      } while (cursor !== undefined && entries.length <= count);
      expectThat(
        new Set(entries.map(({ id }) => id)).size === count && entries.length === count,
        'each once',
        entries.length,
      );
      const newestFirst = entries.every(({ at }, index) => at <= (entries[index - 1]?.at ?? Infinity));
      expectThat(
        newestFirst,
        'newest first',
        entries.map(({ at }) => at),
      );
    },
  },
  {
    id: 'recording.once',
    title: 'stores a recording whole and once, however often it is sent',
    cure: 'Use the idempotency key as the name of the file.',
    methods: ['uploadRecording', 'upsertCall'],
    needs: [],
    async run(harness) {
      const log = callLog();
      const ref = await upsert(harness, log);
      const content = new Blob([new Uint8Array(100_000).fill(7)], { type: 'audio/webm' });
      const recording = {
        callId: log.id,
        ref,
        content,
        mimeType: 'audio/webm',
        startedAt: log.startedAt,
        durationMs: 9_000,
      };
      const write = { idempotencyKey: `recording:${log.id}`, signal: harness.signal };
      const refs: string[] = [];
      for (let time = 0; time < 2; time++) {
        refs.push(readCrmAnswer('uploadRecording', await harness.adapter.uploadRecording(recording, write)).ref);
      }
      expectThat(refs[0] === refs[1], 'the same ref for the same recording', refs);
      const kept = await harness.recordings?.(log.id);
      expectThat(!kept || (kept.length === 1 && kept[0]?.bytes === 100_000), 'one recording of 100,000 bytes', kept);
    },
  },
  {
    id: 'dispositions.distinct',
    title: 'lists results whose ids differ',
    cure: 'Use the value the CRM stores as the id, and its label as the label.',
    methods: ['listDispositions'],
    needs: [],
    async run({ adapter, signal }) {
      const ids = readCrmAnswer('listDispositions', await adapter.listDispositions(signal)).map(({ id }) => id);
      expectThat(new Set(ids).size === ids.length, 'each id once', ids);
    },
  },
  {
    id: 'open.harmless',
    title: 'opens nothing that a hostile id could smuggle in',
    cure: 'Encode the id where it becomes part of an address; a record that does not exist is no error of the page.',
    methods: ['openRecord'],
    needs: [],
    async run({ adapter }) {
      const before = globalThis.location?.href.split('#')[0];
      for (const id of ['javascript:globalThis.polluted=1', '../../logout', newId()]) {
        await Promise.resolve(adapter.openRecord({ type: 'customer', id }, 'agent')).catch(() => {});
      }
      expectThat(!('polluted' in globalThis), 'no script ran');
      expectThat(globalThis.location?.href.split('#')[0] === before, 'this page is still here');
    },
  },
];
