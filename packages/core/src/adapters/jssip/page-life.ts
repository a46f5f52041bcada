import type { Unsubscribe } from '../../shared/emitter.js';

export interface PageLife {
  /** The page is closed, reloaded or left. @param how which page of the same origin comes next; `undefined` when none, or nobody knows */
  readonly leave: (how: 'reload' | 'site' | undefined) => void;
  /** It was left for the back-forward cache and is here again. */
  readonly comeBack: () => void;
  /** It came out of the back-forward cache: the server may have forgotten us meanwhile. */
  readonly restored: () => void;
  /** The network changed, or nobody watched it for a while: the connection may be dead without a word. */
  readonly doubt: () => void;
}

/** What we read of a `NavigateEvent` (HTML, "the navigation API"). */
interface Navigation extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly signal: AbortSignal;
}

/** How long after its key a reload may come, milliseconds: the browser may ask first. */
const keyCountsMs = 10_000;

/** Follows the page this phone lives in. Without a page, as in Node, nothing ever happens. */
export function watchPage({ leave, comeBack, restored, doubt }: PageLife): Unsubscribe {
  const { addEventListener, document } = globalThis;
  if (typeof addEventListener !== 'function') return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  let next: 'reload' | 'site' | undefined;
  let pressedAt = 0;
  const shown = ({ persisted }: PageTransitionEvent) => {
    comeBack();
    if (persisted) restored();
    doubt();
  };
  // Nothing like these comes before a tab is closed, so a closed tab hangs up. The browser's own button gives no sign.
  const navigated = (event: Event) => {
    const { navigationType, destination, signal: gaveUp } = event as Navigation;
    if (destination.sameDocument) return;
    if (navigationType === 'reload') next = 'reload';
    else next = destination.url.startsWith(`${globalThis.origin}/`) ? 'site' : undefined;
    gaveUp.addEventListener('abort', () => {
      next = undefined;
    });
  };
  const pressed = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === 'F5' || ((ctrlKey || metaKey) && /^r$/i.test(key))) pressedAt = Date.now();
  };
  const left = () => leave(next ?? (Date.now() - pressedAt < keyCountsMs ? 'reload' : undefined));
  (globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigate', navigated, { signal });
  addEventListener('keydown', pressed, { signal, capture: true });
  addEventListener('pagehide', left, { signal });
  addEventListener('pageshow', shown, { signal });
  addEventListener('online', doubt, { signal });
  addEventListener('offline', doubt, { signal });
  document?.addEventListener('visibilitychange', () => document.hidden || doubt(), { signal });
  return () => stop.abort();
}
