import { DialerError } from '../errors.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred, type Deferred } from '../shared/deferred.js';
import { newId } from '../shared/ids.js';
import { packed } from './tab-arguments.js';
import type { TabChannel, TabMessage } from './tab-wire.js';

/** How long the owner may take to say that it has an order, milliseconds. */
const takenWithinMs = 2_000;

/** Orders of this tab to the owner. */
export interface TabOrders {
  /** @throws DialerError `owner-unreachable`, and what the command throws */
  give(part: string, method: string, args: readonly unknown[]): Promise<unknown>;
  /** An answer of the owner. */
  hear(message: TabMessage): void;
  /** The owner is gone: nobody knows whether it did what it had taken. */
  giveUp(): void;
}

interface Pending extends Deferred<unknown> {
  /** Stops waiting for the first word. */
  readonly calm: () => void;
}

export function createTabOrders(channel: () => TabChannel, clock: Clock): TabOrders {
  const pending = new Map<string, Pending>();

  function settle(id: string, how: (order: Pending) => void): void {
    const order = pending.get(id);
    if (!order) return;
    pending.delete(id);
    order.calm();
    how(order);
  }

  const unreachable = (id: string) =>
    settle(id, ({ reject }) =>
      reject(new DialerError('owner-unreachable', 'The tab that has the telephone does not answer.')),
    );

  return {
    give(part, method, args) {
      const id = newId();
      const order = createDeferred<unknown>();
      // Many commands give nothing to wait for; a failure of those shows in the state.
      order.promise.catch(() => {});
      pending.set(id, { ...order, calm: clock.after(takenWithinMs, () => unreachable(id)) });
      channel().say({ type: 'order', id, part, method, args: packed(args) });
      return order.promise;
    },
    hear(message) {
      if (message.type === 'taken') pending.get(message.id)?.calm();
      if (message.type === 'done') settle(message.id, ({ resolve }) => resolve(message.value));
      if (message.type === 'failed') {
        const { code, message: why } = message.error;
        settle(message.id, ({ reject }) => reject(new DialerError(code, why)));
      }
    },
    giveUp() {
      for (const id of [...pending.keys()]) unreachable(id);
    },
  };
}
