/** Asks before the page is closed, reloaded or left, but only while it would cost a call. */
export interface CloseProtection {
  /** Tells whether somebody is on a line. */
  set(inCall: boolean): void;
}

/**
 * The question is the browser's own; its words cannot be chosen (HTML, "prompt to unload"). The listener is there only
 * while it is needed: a page that always listens is kept out of the back-forward cache.
 */
export function createCloseProtection(): CloseProtection {
  let protecting = false;
  const ask = (event: Event): void => event.preventDefault();
  return {
    set(inCall) {
      if (inCall === protecting || typeof globalThis.addEventListener !== 'function') return;
      protecting = inCall;
      if (inCall) globalThis.addEventListener('beforeunload', ask);
      else globalThis.removeEventListener('beforeunload', ask);
    },
  };
}
