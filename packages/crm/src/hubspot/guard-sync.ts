/** What {@link guardSync} needs of a window. */
export interface GuardedWindow {
  readonly parent: unknown;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void, capture: boolean): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void, capture: boolean): void;
}

/** HubSpot's own pages, in every data centre. */
const hubSpot = /^https:\/\/app(-[a-z0-9]+)?\.hubspot\.com$/;

/**
 * HubSpot's SDK takes the first SYNC from any page and then talks to the address inside it. This lets a SYNC through
 * only when it comes from the window around this one, from HubSpot or an origin that was named, and points back there.
 * Call it before the SDK is made.
 *
 * @returns ends it
 */
export function guardSync(window: GuardedWindow, allowedOrigins: readonly string[] = []): () => void {
  function guard(event: MessageEvent): void {
    const { type, hostUrl } = Object(event.data) as Readonly<Record<string, unknown>>;
    if (type !== 'SYNC') return;
    const { origin, source } = event;
    const known = hubSpot.test(origin) || allowedOrigins.includes(origin);
    const pointsBack = hostUrl === undefined || hostUrl === origin;
    if (!known || source !== window.parent || !pointsBack) event.stopImmediatePropagation();
  }
  window.addEventListener('message', guard, true);
  return () => window.removeEventListener('message', guard, true);
}
