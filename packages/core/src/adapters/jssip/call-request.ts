import { DialerError } from '../../errors.js';
import type { DialOptions } from '../../phone/phone.js';

/** Headers that the telephone writes itself; a second one would break the call or forge who calls. */
const own = new Set(
  'via from to call-id cseq contact route record-route max-forwards content-type content-length content-encoding authorization proxy-authorization allow supported require proxy-require expires session-expires min-se replaces p-preferred-identity p-asserted-identity refer-to event i f t v m c l e k x r o'.split(
    ' ',
  ),
);

/**
 * The extra header lines of an INVITE.
 * @param host of our own address, for the caller id (RFC 3325 section 9.2)
 * @throws DialerError `header-invalid`
 */
export function headerLinesOf({ callerId, headers = {} }: DialOptions, host: string): string[] {
  const lines = Object.entries(headers).map(([name, value]) => headerLine(name, value));
  if (callerId === undefined) return lines;
  if (!/^\+?[A-Za-z0-9*#._-]{1,64}$/.test(callerId)) {
    throw new DialerError('header-invalid', 'callerId holds characters that a number to show cannot have.');
  }
  return [...lines, `P-Preferred-Identity: <sip:${escapeUser(callerId)}@${host}>`];
}

function headerLine(name: string, value: unknown): string {
  if (!/^[A-Za-z0-9.!%*_+`'~-]{1,64}$/.test(name)) {
    throw new DialerError(
      'header-invalid',
      `${JSON.stringify(name)} is not the name of a SIP header (RFC 3261 token).`,
    );
  }
  if (own.has(name.toLowerCase())) {
    throw new DialerError('header-invalid', `The header ${name} is written by the phone itself. Remove it.`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (typeof value !== 'string' || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
    throw new DialerError('header-invalid', `The value of the header ${name} holds a line break or control character.`);
  }
  return `${name}: ${value}`;
}

/**
 * The address to dial. What people write between digits is dropped.
 * @throws DialerError `number-invalid`
 */
export function targetOf(number: string, host: string): string {
  const bare = /^[\d ().\-/*#+\u00a0]+$/.test(number) ? number.replace(/[ ().\-/\u00a0]/g, '') : number;
  if (!/^\+?[A-Za-z0-9*#._~-]{1,128}$/.test(bare)) {
    throw new DialerError('number-invalid', 'The number holds characters that cannot be dialed.');
  }
  return `sip:${escapeUser(bare)}@${host}`;
}

const escapeUser = (user: string) => user.replaceAll('#', '%23');
