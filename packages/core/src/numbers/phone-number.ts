import { DialerError } from '../errors.js';

/** What people and pages put around digits: spaces (also no-break), brackets, dots, dashes, slashes, direction marks. */
const decoration = /[\s\u00a0().\-/\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const fullWidth = /[\uff0b\uff10-\uff19]/g;
const dialable = /^\+?[0-9*#]+$/;
/** A user of the own server, such as `li.wei` or `support`; RFC 3261 `user` without escapes. */
const sipUser = /^[A-Za-z][A-Za-z0-9._~-]{0,63}$/;

const narrow = (char: string) => String.fromCharCode(char.charCodeAt(0) - 0xfee0);

/**
 * The dialable form of a number as a person writes it: `+1 (202) 555-0100` becomes `+12025550100`.
 * `tel:` and `sip:` in front and everything after `@` or `;` go; a SIP user name stays as it is.
 *
 * @throws DialerError `number-invalid`
 */
export function normalizeNumber(input: string): string {
  const bare = input
    .trim()
    .replace(fullWidth, narrow)
    .replace(/^(tel|sips?|callto):(\/\/)?/i, '')
    .replace(/[@;?].*$/, '');
  const digits = bare.replace(decoration, '');
  if (dialable.test(digits) && digits.length <= 32) return digits;
  if (sipUser.test(bare)) return bare;
  throw new DialerError(
    'number-invalid',
    `number: got "${input.slice(0, 40)}"; a number has 1 to 32 digits, * or #, with + in front for international.`,
  );
}
