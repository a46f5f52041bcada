import type { Readable } from '@dialdeck/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Follows something readable and re-renders its element, while that is in the document. */
export class ReadableValue<T> implements ReactiveController {
  #source: Readable<T> | undefined;
  #stop: (() => void) | undefined;
  #connected = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get value(): T | undefined {
    return this.#source?.snapshot;
  }

  /** What to follow from now on. */
  follow(source: Readable<T> | undefined): void {
    if (source === this.#source) return;
    this.#stop?.();
    this.#source = source;
    this.#stop = this.#connected ? source?.subscribe(() => this.host.requestUpdate()) : undefined;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#stop ??= this.#source?.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop?.();
    this.#stop = undefined;
  }
}
