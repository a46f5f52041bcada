const gestures = ['pointerdown', 'keydown', 'touchend'] as const;

/** Runs at every touch of the page until stopped: the moment at which browsers allow sound. */
export function onGesture(run: () => void): () => void {
  const stop = new AbortController();
  for (const gesture of gestures) {
    globalThis.addEventListener(gesture, run, { signal: stop.signal, capture: true, passive: true });
  }
  return () => stop.abort();
}
