/** One promise of a port. Give `name` and `run` to any test runner: `it.each(contract)('$name', ({ run }) => run())`. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}

/** Fails a contract case in a way every test runner understands. */
export function expectThat(condition: boolean, promise: string, seen?: unknown): asserts condition {
  if (!condition) throw new Error(seen === undefined ? promise : `${promise}; seen: ${JSON.stringify(seen)}`);
}

/** Runs a case with something fresh, and clears it away whatever happens. */
export function caseWith<T>(
  make: () => Promise<T>,
  clear: (thing: T) => Promise<void>,
): (name: string, run: (thing: T) => Promise<void>) => ContractCase {
  return (name, run) => ({
    name,
    async run() {
      const thing = await make();
      try {
        await run(thing);
      } finally {
        await clear(thing);
      }
    },
  });
}
