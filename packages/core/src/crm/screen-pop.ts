import type { LiveCallState } from '../calls/call-state.js';
import type { Customer } from '../customers/customer.js';

/** When the CRM opens the record of whom the agent talks to. */
export type ScreenPopMoment = 'never' | 'ring' | 'answer';

/** One moment per direction. */
export interface ScreenPopPolicy {
  /** @defaultValue `ring` */
  readonly incoming?: ScreenPopMoment | undefined;
  /** @defaultValue `never` */
  readonly outgoing?: ScreenPopMoment | undefined;
}

export interface ScreenPopSituation {
  readonly policy: ScreenPopPolicy;
  /** Whether this tab is the one that has the call: the others stay as they are. */
  readonly owner: boolean;
}

/** What to open, and why. */
export interface ScreenPop {
  readonly customer: Customer;
  readonly reason: 'ring' | 'answer';
}

const defaultPolicy = { incoming: 'ring', outgoing: 'never' } as const;

/**
 * Whose record to open now. Several matches are never guessed: it opens when the agent has chosen.
 * Ask again with every picture of the call, and open each call once.
 */
export function screenPopOf(call: LiveCallState, { policy, owner }: ScreenPopSituation): ScreenPop | undefined {
  const moment = policy[call.direction] ?? defaultPolicy[call.direction];
  const [customer] = call.customers;
  if (!owner || moment === 'never' || !customer || call.customers.length > 1) return undefined;
  if (moment === 'answer' ? call.status !== 'active' : call.status === 'dialing') return undefined;
  return { customer, reason: moment };
}
