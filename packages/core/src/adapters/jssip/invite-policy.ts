import type { Party } from '../../phone/phone.js';
import type { JsSipSession } from './jssip-surface.js';
import { plainText } from './plain-text.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';

/** What a trusted server adds to an INVITE. */
export interface InviteAdvice {
  /** Who calls, as the server has checked (RFC 3325), and past whom it came (RFC 5806). */
  readonly party: Partial<Party>;
  /** The server asks that it be answered at once. */
  readonly answer: boolean;
}

/** Reads only what the host said the server may tell. */
export function readInvite(
  { _request: invite }: Pick<JsSipSession, '_request'>,
  { trustServerIdentity, allowAutoAnswer }: ResolvedSipPhoneOptions,
): InviteAdvice {
  const asserted = trustServerIdentity ? partyOf(invite.getHeader('P-Asserted-Identity')) : undefined;
  const past = trustServerIdentity ? partyOf(invite.getHeader('Diversion')) : undefined;
  return {
    party: { ...asserted, ...(past && { divertedFrom: past.number }) },
    answer: allowAutoAnswer === true && asksForAnswer((name) => invite.getHeader(name) ?? ''),
  };
}

/** The first address of a header such as `"Maya" <sip:+18135550143@pbx.example>;reason=no-answer`. */
function partyOf(header: string | undefined): Party | undefined {
  const match = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<",]*?))\s*<?(?:sips?|tel):([^@;>,\s]+)/i.exec(header ?? '');
  if (match === null) return undefined;
  const [, quoted, bare, user = ''] = match;
  const name = plainText(quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  return { number: plainText(decoded(user)), ...(name !== '' && { name }) };
}

function decoded(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

/** RFC 5373 has no followers; these are what telephone systems send for paging and click to call. */
const asksForAnswer = (header: (name: string) => string): boolean =>
  /;\s*answer-after\s*=\s*0\b/i.test(header('Call-Info')) ||
  /info\s*=\s*"?(alert-)?auto-?answer/i.test(header('Alert-Info'));
