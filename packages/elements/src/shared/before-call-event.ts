import type { CallOptions } from '@dialdeck/core';

/**
 * Somebody pressed Call, and nothing was dialed yet. `preventDefault()` stops the call;
 * `waitUntil(promise)` decides later: `false` or a rejection stops it.
 */
export class DialBeforeCallEvent extends Event {
  readonly #waiting: Promise<unknown>[] = [];

  constructor(
    readonly number: string,
    readonly options?: CallOptions | undefined,
  ) {
    super('dial-before-call', { bubbles: true, composed: true, cancelable: true });
  }

  /** Holds the call until `decision` settles. Call it while the event is being handled. */
  waitUntil(decision: Promise<unknown>): void {
    this.#waiting.push(decision);
  }

  /** Whether everybody who was waited for agreed. For elements that place calls. */
  async settled(): Promise<boolean> {
    const decisions = await Promise.allSettled(this.#waiting);
    return !this.defaultPrevented && decisions.every((one) => one.status === 'fulfilled' && one.value !== false);
  }
}

declare global {
  interface HTMLElementEventMap {
    'dial-before-call': DialBeforeCallEvent;
  }
}
