import type { DialerErrorCode, DialerState } from '@dialdeck/core';

/** Why no call can be made now, and what cures it: testing the microphone or connecting again. */
export interface Trouble {
  readonly code: DialerErrorCode;
  readonly cure: 'microphone' | 'connection';
}

/** The connection counts first: without it the microphone does not matter. */
export function troubleOf({ connection, microphone }: DialerState): Trouble | undefined {
  if (connection.status === 'failed') return { code: connection.error.code, cure: 'connection' };
  if (microphone.status === 'failed') return { code: microphone.error.code, cure: 'microphone' };
  return undefined;
}
