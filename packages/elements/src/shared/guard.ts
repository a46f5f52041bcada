/** How long a dock that changed takes no press, milliseconds. */
export const guardMs = 400;
/** The same when an incoming call replaced the dock. */
export const incomingGuardMs = 800;

/**
 * Keeps a second press from reaching what just appeared under the finger: a double click on Call
 * must not cancel the call, and Save must not become Answer.
 */
export class Guard {
  #until = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get closed(): boolean {
    return this.now() < this.#until;
  }

  /** Takes no press for `ms` milliseconds. */
  arm(ms: number = guardMs): void {
    this.#until = Math.max(this.#until, this.now() + ms);
  }

  /** Runs `action` unless closed, then closes. */
  press(action: () => void): void {
    if (this.closed) return;
    this.arm();
    action();
  }
}

/** Watches what a dock shows and arms the guard when that changes. */
export class DockWatch {
  #shown: string | undefined;

  /** @param shown names the dock's buttons; the first one arms nothing, for nothing was replaced */
  show(shown: string, guard: Guard, ms?: number): void {
    if (this.#shown !== undefined && this.#shown !== shown) guard.arm(ms);
    this.#shown = shown;
  }
}
