import type { Announcement } from './announce.js';

/** Fills a provider's two live regions. Waits until the one before was read before it replaces it. */
export class LiveRegions {
  readonly #queues = { status: [] as string[], alert: [] as string[] };
  readonly #timers: { status?: ReturnType<typeof setTimeout>; alert?: ReturnType<typeof setTimeout> } = {};

  /** @param regionOf finds the region by its role; `null` until it is drawn */
  constructor(private readonly regionOf: (role: 'status' | 'alert') => Element | null) {}

  readonly say = ({ message, urgent = false }: Announcement): void => {
    const role = urgent ? 'alert' : 'status';
    this.#queues[role].push(message);
    if (this.#timers[role] === undefined) this.#next(role);
  };

  #next(role: 'status' | 'alert'): void {
    const region = this.regionOf(role);
    const message = this.#queues[role].shift();
    delete this.#timers[role];
    if (message === undefined || !region) return;
    // The same words twice are no change to a screen reader; an invisible space makes them one.
    region.textContent = region.textContent === message ? `${message}\u00a0` : message;
    this.#timers[role] = setTimeout(() => this.#next(role), 150);
  }
}
