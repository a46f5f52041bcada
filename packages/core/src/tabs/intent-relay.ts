import type { Intents } from '../intents/intents.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** Listeners of this tab, kept for the dialer that this tab may come to own. */
export interface IntentRelay extends Intents {
  attach(intents: Intents): void;
}

/**
 * What an agent is about to do is asked in the tab that owns the dialer, whichever tab it was commanded from: each tab
 * loads the same page, so the same listeners are there.
 */
export function createIntentRelay(): IntentRelay {
  const kept = new Map<symbol, { readonly listen: (intents: Intents) => Unsubscribe; stop?: Unsubscribe }>();
  let attached: Intents | undefined;
  return {
    listen(type, listener) {
      const key = Symbol(type);
      const listen = (intents: Intents) => intents.listen(type, listener);
      kept.set(key, { listen, ...(attached && { stop: listen(attached) }) });
      return () => {
        kept.get(key)?.stop?.();
        kept.delete(key);
      };
    },
    attach(intents) {
      attached = intents;
      for (const one of kept.values()) one.stop = one.listen(intents);
    },
  };
}
