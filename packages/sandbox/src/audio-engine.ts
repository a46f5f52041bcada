import { onGesture } from './gesture.js';

/** The page's one AudioContext for all synthesised sound. */
export interface AudioEngine {
  /** Opened at the first use. */
  readonly context: () => AudioContext;
  dispose(): void;
}

/**
 * Browsers keep sound asleep until somebody touches the page. Signalling does not wait for it:
 * calls run in silence, and the sound wakes with the first gesture.
 */
export function createAudioEngine(): AudioEngine {
  let context: AudioContext | undefined;
  let stopWaking = () => {};

  function wake(): void {
    if (context?.state === 'suspended') void context.resume().catch(() => {});
  }

  return {
    context() {
      if (!context) {
        context = new AudioContext({ latencyHint: 'interactive' });
        stopWaking = onGesture(wake);
      }
      wake();
      return context;
    },
    dispose() {
      stopWaking();
      void context?.close().catch(() => {});
      context = undefined;
    },
  };
}
