/** What crosses the port between a page with the exchange and a frame with a telephone. */
export type WireWord =
  | { readonly type: 'open'; readonly socket: number }
  | { readonly type: 'opened'; readonly socket: number }
  | { readonly type: 'text'; readonly socket: number; readonly text: string }
  | { readonly type: 'close'; readonly socket: number; readonly code: number };

/** How a frame asks for a telephone line. The port comes with it. */
export interface PhoneRequest {
  readonly dialdeck: 'sandbox-phone';
  readonly version: 1;
  readonly number: string;
}

/** Longest SIP message that is carried, characters. */
const LONGEST = 65_536;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export function isPhoneRequest(value: unknown): value is PhoneRequest {
  return (
    isRecord(value) &&
    value.dialdeck === 'sandbox-phone' &&
    value.version === 1 &&
    typeof value.number === 'string' &&
    /^[a-z0-9.+_-]{1,32}$/i.test(value.number)
  );
}

export function isWireWord(value: unknown): value is WireWord {
  if (!isRecord(value) || typeof value.socket !== 'number') return false;
  if (value.type === 'text') return typeof value.text === 'string' && value.text.length <= LONGEST;
  if (value.type === 'close') return typeof value.code === 'number';
  return value.type === 'open' || value.type === 'opened';
}
