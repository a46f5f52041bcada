import type { CustomerDirectory } from './customers/customer.js';
import type { AgentIdentity } from './dialer-state.js';
import type { Phone } from './phone/phone.js';
import type { Clock } from './shared/clock.js';
import type { Storage } from './storage/storage.js';
import type { Disposition } from './wrap-up/wrap-up-state.js';

/** What `createDialer` takes. Only `phone` is required. */
export interface DialerOptions {
  /** `createSipPhone(…)`, the sandbox's phone, or your own. The dialer disposes of it. */
  readonly phone: Phone;
  /** Where records live. @defaultValue memory: gone with the page */
  readonly storage?: Storage | undefined;
  readonly agent?: AgentIdentity | undefined;
  /** Who is behind a number. @defaultValue nobody is known */
  readonly customers?: CustomerDirectory | undefined;
  /** The results an agent can choose. @defaultValue `defaultDispositions` */
  readonly dispositions?: readonly Disposition[] | undefined;
  /** Ask for a result after a call. @defaultValue `true`: after outgoing calls, and incoming ones that were answered */
  readonly wrapUp?: boolean | undefined;
  /** Calls at the same time, 1 to 8. One more incoming call hears busy. @defaultValue 4 */
  readonly maxCalls?: number | undefined;
  /** An outgoing call that rings longer ends as `no-answer`. 5 to 300. @defaultValue 45 */
  readonly ringLimitSeconds?: number | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}
