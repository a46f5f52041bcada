import { DialerError, type DialerErrorCode } from '../../errors.js';

const codes: Readonly<Record<string, DialerErrorCode>> = {
  NotAllowedError: 'microphone-denied',
  SecurityError: 'microphone-denied',
  NotFoundError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
  NotReadableError: 'microphone-busy',
  AbortError: 'microphone-busy',
};

/** Translates what `getUserMedia` rejects with. */
export function microphoneErrorOf(cause: unknown): DialerError {
  const name = cause instanceof Error ? cause.name : '';
  const why = cause instanceof Error && cause.message !== '' ? cause.message : 'the browser gave no reason';
  return new DialerError(codes[name] ?? 'microphone-failed', `The microphone could not be opened: ${why}.`, { cause });
}
