// No imports: a program that awaits `connect()` at its top level would wait for a module that waits for the program.

/** Claimed by phones of this page. */
const ours = new Set<string>();
/** Given by this page: by slot, for browsers that deny it the storage. */
const given = new Map<string, string>();
/** How long a page that is being replaced may take to let go of its id, milliseconds. */
const lingersMs = 500;

/** A name that is ours until we let it go. */
export interface InstanceId {
  readonly id: string;
  /** Another phone of this tab may have it, such as this one when it connects again. */
  release(): void;
}

/**
 * The name of this phone towards the registrar (RFC 5626 section 4.1): the same after a reload, so that a server replaces
 * the old binding instead of adding one, and another one in every tab. It is kept per tab, and claimed by a Web Lock: a
 * duplicated tab brings a copy of its storage along and finds the id taken.
 * @param uri every account has its own
 */
export async function claimInstanceId(uri: string): Promise<InstanceId> {
  for (let slot = 0; ; slot++) {
    const key = `dialdeck:instance:${uri}:${slot}`;
    const kept = read(key);
    if (kept !== undefined && ours.has(kept)) continue;
    if (kept !== undefined && /^[\da-f-]{36}$/.test(kept)) {
      const claimed = claim(kept);
      if (await claimed.held) return claimed;
      claimed.release();
    }
    const id = crypto.randomUUID();
    write(key, id);
    return claim(id);
  }
}

/** Held until it is released or the page is gone. Without Web Locks nobody can tell, and every page takes its own. */
function claim(id: string): InstanceId & { readonly held: Promise<boolean> } {
  const { locks } = globalThis.navigator ?? {};
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  ours.add(id);
  const held = new Promise<boolean>((resolve) => {
    if (!locks) return resolve([...given.values()].includes(id));
    const taken = () => {
      resolve(true);
      return released;
    };
    const signal = AbortSignal.timeout(lingersMs);
    locks.request(`dialdeck:instance:${id}`, { signal }, taken).catch(() => resolve(false));
  });
  const release = () => {
    ours.delete(id);
    letGo();
  };
  return { id, held, release };
}

/** A page may be denied its storage. */
function read(key: string): string | undefined {
  try {
    return globalThis.sessionStorage?.getItem(key) ?? given.get(key);
  } catch {
    return given.get(key);
  }
}

function write(key: string, id: string): void {
  given.set(key, id);
  try {
    globalThis.sessionStorage?.setItem(key, id);
  } catch {
    // Then the next page has another id, and the server forgets this one by itself.
  }
}
