interface Held {
  readonly name: string;
  readonly end: () => void;
}

/** Web Locks of one origin, for tests outside a browser. A page that crashes loses its locks without a word. */
export class FakeLocks {
  readonly #held = new Map<string, Held>();
  readonly #queues = new Map<string, Promise<void>>();

  readonly request = async (
    name: string,
    optionsOrRun: { readonly signal?: AbortSignal } | (() => Promise<void>),
    givenRun?: () => Promise<void>,
  ): Promise<void> => {
    const [options, run] = typeof optionsOrRun === 'function' ? [{}, optionsOrRun] : [optionsOrRun, givenRun];
    const before = this.#queues.get(name) ?? Promise.resolve();
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#queues.set(
      name,
      before.then(() => ended),
    );
    await before;
    if (options.signal?.aborted) {
      end();
      throw options.signal.reason;
    }
    this.#held.set(name, { name, end });
    await Promise.race([run?.(), ended]);
    this.#held.delete(name);
    end();
  };

  readonly query = async () => ({ held: [...this.#held.values()].map(({ name }) => ({ name })) });

  /** The browser takes away the locks whose name ends so. */
  kill(nameEnd: string): void {
    for (const { name, end } of [...this.#held.values()].filter((lock) => lock.name.endsWith(nameEnd))) {
      this.#held.delete(name);
      end();
    }
  }
}
