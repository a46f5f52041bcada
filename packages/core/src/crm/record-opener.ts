import type { LiveCallState } from '../calls/call-state.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Readable } from '../shared/store.js';
import type { CrmAdapter } from './crm-adapter.js';
import { type ScreenPopPolicy, screenPopOf } from './screen-pop.js';

export interface RecordOpenerOptions {
  readonly adapter: CrmAdapter;
  readonly policy: ScreenPopPolicy;
  /** The dialer's state. A live call is in one tab only, so whoever sees it here owns it. */
  readonly state: Readable<{ readonly calls: readonly LiveCallState[] }>;
}

/** Opens the customer of each call once, at the moment the policy names. A CRM that fails to show it stops nothing. */
export function openRecordsOfCalls({ adapter, policy, state }: RecordOpenerOptions): Unsubscribe {
  const opened = new Set<string>();

  function look(): void {
    const { calls } = state.snapshot;
    for (const id of opened) if (!calls.some((call) => call.id === id)) opened.delete(id);
    for (const call of calls) {
      const pop = opened.has(call.id) ? undefined : screenPopOf(call, { policy, owner: true });
      if (!pop) continue;
      opened.add(call.id);
      Promise.resolve()
        .then(() => adapter.openRecord?.({ type: 'customer', id: pop.customer.id }, pop.reason))
        // The agent still has the link on the customer's card.
        .catch(() => {});
    }
  }

  look();
  return state.subscribe(look);
}
