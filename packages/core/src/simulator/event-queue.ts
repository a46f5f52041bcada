/** What happens next: a binary heap by time; what was put in first comes out first among equals. */
export interface EventQueue<T> {
  /** Time of the next event; infinite when there is none. */
  readonly nextAt: number;
  push(at: number, event: T): void;
  pop(): T | undefined;
}

interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly event: T;
}

export function createEventQueue<T>(): EventQueue<T> {
  const heap: Entry<T>[] = [];
  let pushed = 0;
  const isBefore = (one: Entry<T>, other: Entry<T>) =>
    one.at < other.at || (one.at === other.at && one.order < other.order);

  const rise = (entry: Entry<T>) => {
    let hole = heap.length;
    heap.push(entry);
    while (hole > 0) {
      const up = (hole - 1) >> 1;
      const parent = heap[up];
      if (!parent || isBefore(parent, entry)) break;
      heap[hole] = parent;
      hole = up;
    }
    heap[hole] = entry;
  };

  const sink = (entry: Entry<T>) => {
    let hole = 0;
    for (;;) {
      let down = 2 * hole + 1;
      let child = heap[down];
      const right = heap[down + 1];
      if (child && right && isBefore(right, child)) {
        child = right;
        down += 1;
      }
      if (!child || isBefore(entry, child)) break;
      heap[hole] = child;
      hole = down;
    }
    heap[hole] = entry;
  };

  return {
    get nextAt() {
      return heap[0]?.at ?? Number.POSITIVE_INFINITY;
    },
    push(at, event) {
      rise({ at, order: pushed, event });
      pushed += 1;
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0 && last) sink(last);
      return first?.event;
    },
  };
}
