import { Emitter, type ListenOptions, type Unsubscribe } from './emitter.js';

/** State as the outside sees it: read a frozen snapshot, and be told when it is replaced. */
export interface Readable<T> {
  /** The latest snapshot. The same object comes back until something changes. */
  readonly snapshot: T;
  /** The listener gets no argument on purpose: reading `snapshot` can never be stale. */
  subscribe(listener: () => void, options?: ListenOptions): Unsubscribe;
}

/** A {@link Readable} with its writing half, kept private by whoever owns the state. */
export interface Store<T> extends Readable<T> {
  /** Replaces the snapshot. Setting the same object again is not a change. */
  set(next: T): void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  const changes = new Emitter<void>();
  let snapshot = Object.freeze(initial);
  return {
    get snapshot() {
      return snapshot;
    },
    subscribe: changes.listen,
    set(next) {
      if (next === snapshot) return;
      snapshot = Object.freeze(next);
      changes.emit();
    },
  };
}
