import { isDialerError } from '@dialdeck/core';
import { CrmError } from '@dialdeck/core/crm';
import type { BridgeFailure } from './bridge-message.js';

/** An error as it goes to the other side: its code and words, without stack and cause. */
export function failureOf(error: unknown): BridgeFailure {
  const message = error instanceof Error ? error.message.slice(0, 300) : 'It failed.';
  return isDialerError(error) ? { message, code: error.code } : { message };
}

/** The error behind a failure of the other side, as an adapter of this side would throw it. */
export function errorOf({ message, code, kind, status, retryAfterMs }: BridgeFailure): Error {
  if (kind) return new CrmError(kind, message, { retryAfterMs });
  return Object.assign(new Error(message), {
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
  });
}
