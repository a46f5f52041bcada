import type { Dialer } from '../dialer-api.js';

/** The parts of the shared dialer, wherever it is. */
export interface TabParts {
  /** A part such as `records`: its methods run here when this tab owns the dialer, else at the owner. */
  of<T extends object>(part: string): T;
  run(part: string, method: string, args: readonly unknown[]): Promise<unknown>;
}

export interface TabPartsOptions {
  /** The part itself when this tab owns the dialer. */
  readonly here: (part: string) => object | undefined;
  readonly give: (part: string, method: string, args: readonly unknown[]) => Promise<unknown>;
  /** Arguments with the dialer's own calls in the place of the tab's. */
  readonly own: (args: readonly unknown[]) => unknown[];
}

/** Methods of any part, looked up when they are called: a tab that takes over goes on with the same objects. */
export function createTabParts({ here, give, own }: TabPartsOptions): TabParts {
  function call(part: string, method: string, args: readonly unknown[]): unknown {
    const local = here(part);
    if (!local) return give(part, method, args);
    return (Reflect.get(local, method) as (...args: unknown[]) => unknown)(...own(args));
  }

  return {
    run: async (part, method, args) => call(part, method, args),
    of: <T extends object>(part: string) =>
      new Proxy({} as T, {
        get: (_target, name) => {
          // Asked by `await`: a part is no promise.
          if (typeof name !== 'string' || name === 'then') return undefined;
          return (...args: unknown[]) => call(part, name, args);
        },
      }),
  };
}

/** The part of a dialer that a name stands for. */
export function partHere(dialer: Dialer, part: string): object | undefined {
  const [name = '', id = ''] = part.split(':');
  if (name === 'dialer') return dialer;
  if (name === 'call') return dialer.findCall(id);
  if (name === 'consult') return dialer.findCall(id)?.consultation;
  return Reflect.get(dialer, name) as object | undefined;
}
