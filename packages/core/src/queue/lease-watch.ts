import type { Lead } from './lead.js';
import type { Monotonic } from './queue-clock.js';

/**
 * Tells leases whose holder gives no sign of life. No two clocks are compared: a lease is over when this page itself has
 * seen the same token and the same number of renewals for the whole length of the lease, and half of it again, by its
 * monotonic clock. So no jump of any clock can end a lease early, or keep it for ever.
 */
export function createLeaseWatch(monotonic: Monotonic): (held: readonly Lead[]) => readonly Lead[] {
  let seen = new Map<string, number>();
  return (held) => {
    const now = monotonic();
    const next = new Map<string, number>();
    const still = held.filter(({ id, lease }) => {
      if (lease === undefined) return false;
      const key = `${id} ${lease.token} ${lease.renewals}`;
      const since = seen.get(key) ?? now;
      next.set(key, since);
      return now - since >= lease.ms * 1.5;
    });
    seen = next;
    return still;
  };
}
