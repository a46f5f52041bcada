import type { Listen } from '../shared/emitter.js';

/** Told when the browser finds its network again. Silent where there is no browser. */
export const whenOnline: Listen<void> = (listener, { signal } = {}) => {
  const tell = () => listener();
  globalThis.addEventListener?.('online', tell, signal ? { signal } : {});
  return () => globalThis.removeEventListener?.('online', tell);
};
