import { type CrmErrorKind, crmFaultOf } from '../../crm/crm-error.js';
import { expectThat } from '../contract.js';
import { type CrmCheck, callLog, deliveryOf, failureOf, upsert } from './crm-check.js';

const kinds = { down: 'later', busy: 'later', refused: 'refused', 'signed-out': 'signed-out' } as const;

const failing = ([failure, kind]: readonly [keyof typeof kinds, CrmErrorKind]): CrmCheck => ({
  id: `error.${failure}`,
  title: `tells a CRM that is ${failure} as "${kind}"`,
  cure: 'Throw crmErrorOfResponse(response), or an error with the HTTP status; never swallow a failure.',
  methods: ['upsertCall'],
  needs: ['failNext'],
  failure,
  async run(harness) {
    harness.failNext(failure);
    const failed = await failureOf(() => upsert(harness, callLog()));
    expectThat(failed !== undefined, 'a failure rejects');
    const fault = crmFaultOf(failed);
    expectThat(fault.kind === kind, `it is "${kind}"`, fault.kind);
    if (failure === 'busy') expectThat((fault.retryAfterMs ?? 0) > 0, 'Retry-After is handed on', fault);
  },
});

/** How long an aborted request may go on. */
const graceMs = 1_000;

/** A CRM in trouble is told as what it is. */
export const failureChecks: readonly CrmCheck[] = [
  ...(Object.entries(kinds) as [keyof typeof kinds, CrmErrorKind][]).map(failing),
  {
    id: 'error.recovers',
    title: 'works again after a failure',
    cure: 'Keep no promise or connection that failed; ask anew each time.',
    methods: ['upsertCall'],
    needs: ['failNext'],
    failure: 'down',
    async run(harness) {
      const log = callLog();
      harness.failNext('down');
      await failureOf(() => upsert(harness, log));
      await upsert(harness, log);
    },
  },
  {
    id: 'error.silent',
    title: 'lets go of a CRM that keeps silent when it is told to',
    cure: 'Give delivery.signal to fetch, or race your promise with its abort event.',
    methods: ['upsertCall'],
    needs: ['failNext'],
    failure: 'silent',
    async run(harness) {
      harness.failNext('silent');
      const aborter = new AbortController();
      const log = callLog();
      const asked = failureOf(() => harness.adapter.upsertCall(log, deliveryOf(log, { signal: aborter.signal })));
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<'waiting'>((resolve) => {
        timer = setTimeout(() => resolve('waiting'), graceMs);
      });
      setTimeout(() => aborter.abort(), 20);
      const end = await Promise.race([asked, patience]);
      clearTimeout(timer);
      expectThat(end !== 'waiting', `an aborted request ends within ${graceMs} ms`);
      expectThat(end !== undefined, 'it ends by rejecting');
    },
  },
];
