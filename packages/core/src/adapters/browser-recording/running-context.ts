import { DialerError } from '../../errors.js';

/** How long a browser may take to start the sound. Milliseconds. */
const limitMs = 2_000;

/** An AudioContext that works. @throws DialerError `recording-failed` when the browser keeps the page silent */
export async function openRunningContext(): Promise<AudioContext> {
  const context = new AudioContext();
  let stopWaiting = () => {};
  const limit = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    stopWaiting = () => clearTimeout(timer);
  });
  await Promise.race([context.resume().catch(() => {}), limit]);
  stopWaiting();
  if (context.state === 'running') return context;
  void context.close();
  throw new DialerError('recording-failed', 'The browser keeps this page silent until somebody clicks on it.');
}
