import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Lights a key for a moment, so that a press on the keyboard is seen on the pad. */
export class Flash implements ReactiveController {
  /** The key that is lit. */
  key: string | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.key = undefined;
  }

  light(key: string): void {
    clearTimeout(this.#timer);
    this.key = key;
    this.host.requestUpdate();
    this.#timer = setTimeout(() => {
      this.key = undefined;
      this.host.requestUpdate();
    }, 120);
  }
}
