import type { Clock } from '../shared/clock.js';
import type { Customer, CustomerDirectory } from './customer.js';

export interface LookUpOptions {
  readonly directory: CustomerDirectory | undefined;
  readonly clock: Clock;
  /** Whether the last question went wrong. */
  readonly onTrouble: (failed: boolean) => void;
}

/** How long a CRM may take. After that the call goes on without a name. */
const limitMs = 10_000;

/** Asks the directory once per call. A slow or broken CRM never touches the call. */
export function createLookUp({ directory, clock, onTrouble }: LookUpOptions) {
  return (number: string, found: (customers: readonly Customer[]) => void): void => {
    if (!directory) return;
    const aborter = new AbortController();
    const cancelLimit = clock.after(limitMs, () => {
      aborter.abort();
      onTrouble(true);
    });
    Promise.resolve()
      .then(() => directory.findByNumber(number, aborter.signal))
      .then((customers) => {
        if (aborter.signal.aborted) return;
        onTrouble(false);
        if (customers.length > 0) found(customers);
      })
      .catch(() => {
        if (!aborter.signal.aborted) onTrouble(true);
      })
      .finally(cancelLimit);
  };
}
