/** One AudioContext for tones and meters, open while somebody uses it: an open one keeps the sound card awake. */
export interface ContextLender {
  lend(): { readonly context: AudioContext; release(): void };
  /** Whether it works: a browser keeps it asleep until somebody touches the page. */
  running(): boolean;
  /** Wakes it after a gesture. */
  resume(): void;
}

export function createContextLender(): ContextLender {
  let context: AudioContext | undefined;
  let users = 0;

  const resume = () => {
    if (context?.state === 'suspended') void context.resume().catch(() => {});
  };

  return {
    running: () => context?.state === 'running',
    resume,
    lend() {
      context ??= new AudioContext();
      const lent = context;
      let released = false;
      users += 1;
      resume();
      return {
        context: lent,
        release() {
          if (released) return;
          released = true;
          users -= 1;
          if (users > 0) return;
          context = undefined;
          void lent.close().catch(() => {});
        },
      };
    },
  };
}
