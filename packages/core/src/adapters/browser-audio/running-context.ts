import { systemClock } from '../../shared/clock.js';

/** A page with an open microphone may play; one that may not yet says so within this. Milliseconds. */
const startLimitMs = 1_000;

/** Whether a context that was just resumed makes sound. */
export function isRunning(context: AudioContext): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = systemClock.after(startLimitMs, settle);
    function settle(): void {
      cancel();
      context.removeEventListener('statechange', settle);
      resolve(context.state === 'running');
    }
    if (context.state === 'running') settle();
    else context.addEventListener('statechange', settle);
  });
}
