import type { Call, CallOptions, Dialer } from '@dialdeck/core';
import { DialBeforeCallEvent } from './before-call-event.js';

export interface PlaceCall {
  readonly dialer: Dialer;
  readonly number: string;
  readonly options?: CallOptions | undefined;
}

/**
 * Calls a number, unless the page has something against it: fires `dial-before-call` on `element` first
 * and waits for what the listeners asked to wait for.
 * @returns the call, or `undefined` when the page stopped it
 * @throws DialerError as `Dialer.call`
 */
export async function placeCall(
  element: HTMLElement,
  { dialer, number, options }: PlaceCall,
): Promise<Call | undefined> {
  const event = new DialBeforeCallEvent(number, options);
  element.dispatchEvent(event);
  if (event.defaultPrevented || !(await event.settled())) return undefined;
  return dialer.call(number, options);
}
