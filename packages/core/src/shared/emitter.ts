/** Stops a subscription. Calling it twice does nothing. */
export type Unsubscribe = () => void;

export interface ListenOptions {
  /** Ends the subscription when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** The listening half of an {@link Emitter}. */
export type Listen<T> = (listener: (value: T) => void, options?: ListenOptions) => Unsubscribe;

/**
 * Tells listeners about values, in order.
 *
 * A value emitted by a listener is delivered after the current one has reached
 * everybody, so all listeners see the same order. A listener that throws is
 * reported to the host (`window.onerror`) and does not stop the others.
 */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #queue: T[] = [];
  #delivering = false;

  readonly listen: Listen<T> = (listener, { signal } = {}) => {
    if (signal?.aborted) return () => {};
    // A wrapper of its own per subscription: the same function may listen twice.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    const stop = () => {
      this.#listeners.delete(entry);
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop, { once: true });
    return stop;
  };

  emit(value: T): void {
    this.#queue.push(value);
    if (this.#delivering) return;
    this.#delivering = true;
    while (this.#queue.length > 0) this.#deliver(this.#queue.shift() as T);
    this.#delivering = false;
  }

  #deliver(value: T): void {
    for (const listener of [...this.#listeners]) {
      if (!this.#listeners.has(listener)) continue;
      try {
        listener(value);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
