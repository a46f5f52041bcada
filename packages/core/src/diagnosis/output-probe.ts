import type { Finding } from './preflight.js';

/** Milliseconds for the sound card to start. */
const limitMs = 1_000;

/** Looks whether this page may make a sound, and whether there is something to make it with. */
export async function probeOutput(): Promise<Finding> {
  if (globalThis.AudioContext === undefined) return { status: 'unknown', code: 'webrtc-unsupported' };
  const context = new AudioContext();
  try {
    // It never resolves where the browser waits for a click.
    const late = new Promise((resolve) => setTimeout(resolve, limitMs));
    await Promise.race([context.resume(), late]);
    return context.state === 'running' ? { status: 'passed' } : { status: 'warned', code: 'output-blocked' };
  } finally {
    await context.close();
  }
}
