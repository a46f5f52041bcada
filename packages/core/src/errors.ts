import type { DialerErrorCode } from './error-catalogue.js';

const brand = Symbol.for('@dialdeck/core.error');

export type { DialerErrorCode };

/**
 * The only error type the SDK throws.
 *
 * Branch on `code`, never on `message`. A call that ends busy or unanswered is
 * not an error: it is a call whose state says so. What each code means and what
 * to do about it is in the catalogue (`@dialdeck/core/errors`).
 */
export class DialerError extends Error {
  override readonly name = 'DialerError';
  readonly [brand] = true;

  constructor(
    readonly code: DialerErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Works across duplicate copies of the package, where `instanceof` does not. */
export function isDialerError(value: unknown, code?: DialerErrorCode): value is DialerError {
  return value instanceof Error && brand in value && (code === undefined || (value as DialerError).code === code);
}

/** An error as plain data, for state, records and events. */
export interface ErrorInfo {
  readonly code: DialerErrorCode;
  readonly message: string;
}

export const errorInfoOf = ({ code, message }: DialerError): ErrorInfo => Object.freeze({ code, message });
