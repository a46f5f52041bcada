import type { SipTrace } from './sip-options.js';

/** Header lines that carry passwords, tokens or digests, with their folded continuation lines. */
const secretHeader = /^((?:proxy-)?authorization|authentication-info)([ \t]*:)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;

/** Takes passwords, tokens and digests out of a SIP message. */
export const redact = (text: string): string => text.replace(secretHeader, '$1$2 (hidden)');

/** Tells the host about messages; a host that throws does not disturb the call. */
export function createTracer(trace: ((message: SipTrace) => void) | undefined, now: () => number) {
  return (direction: SipTrace['direction'], text: string): void => {
    if (trace === undefined) return;
    try {
      trace({ at: now(), direction, text: redact(text) });
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
