import { DialerError } from '../../errors.js';

/** What the browser's storage faults mean to an agent. */
export function storageErrorOf(cause: unknown): DialerError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') {
    return new DialerError('storage-full', 'The browser has no room left for this page.', { cause });
  }
  if (name === 'SecurityError') {
    return new DialerError('storage-unavailable', 'The browser does not let this page store anything.', { cause });
  }
  return new DialerError('storage-failed', `The browser's storage failed: ${name || String(cause)}.`, { cause });
}

/** Runs a piece of storage work and translates its faults. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof DialerError ? cause : storageErrorOf(cause);
  }
}
