import { DialerError } from '../errors.js';

/** Longest sound that is taken: about ten minutes of speech. Bytes. */
export const longestSound = 10 * 1024 * 1024;

/** The content of a sound that the host serves or has at hand. @throws DialerError `recording-failed`, `aborted` */
export async function loadSound(from: string | Blob, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    const sound = typeof from === 'string' ? await fetchSound(from, signal) : from;
    if (sound.size === 0 || sound.size > longestSound) throw new Error(`it has ${sound.size} bytes`);
    return await sound.arrayBuffer();
  } catch (cause) {
    if (signal.aborted) throw new DialerError('aborted', 'The sound is not needed any more.');
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DialerError('recording-failed', `A sound could not be loaded: ${why}.`, { cause });
  }
}

async function fetchSound(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.blob();
}
