import type { Unsubscribe } from '../../shared/emitter.js';

export interface PageLife {
  /** The page is closed, reloaded or left. */
  readonly leave: () => void;
  /** It was left for the back-forward cache and is here again. */
  readonly comeBack: () => void;
  /** It came out of the back-forward cache: the server may have forgotten us meanwhile. */
  readonly restored: () => void;
  /** The network changed, or nobody watched it for a while: the connection may be dead without a word. */
  readonly doubt: () => void;
}

/** Follows the page this phone lives in. Without a page, as in Node, nothing ever happens. */
export function watchPage({ leave, comeBack, restored, doubt }: PageLife): Unsubscribe {
  const { addEventListener, document } = globalThis;
  if (typeof addEventListener !== 'function') return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  const shown = ({ persisted }: PageTransitionEvent) => {
    comeBack();
    if (persisted) restored();
    doubt();
  };
  addEventListener('pagehide', leave, { signal });
  addEventListener('pageshow', shown, { signal });
  addEventListener('online', doubt, { signal });
  addEventListener('offline', doubt, { signal });
  document?.addEventListener('visibilitychange', () => document.hidden || doubt(), { signal });
  return () => stop.abort();
}
