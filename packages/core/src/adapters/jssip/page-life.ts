import type { Unsubscribe } from '../../shared/emitter.js';

export interface PageLife {
  /** The page is closed, reloaded or left. */
  readonly leave: () => void;
  /** It was left for the back-forward cache and is here again. */
  readonly comeBack: () => void;
}

/** Follows the page this phone lives in. Without a page, as in Node, nothing ever happens. */
export function watchPage({ leave, comeBack }: PageLife): Unsubscribe {
  const { addEventListener, removeEventListener } = globalThis;
  if (typeof addEventListener !== 'function') return () => {};
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
  };
}
