import { parameterOf, topViaOf, type Via } from './sip-fields.js';
import { headerOf, type SipHeader, type SipRequest, type SipResponse, withHeader } from './sip-message.js';

/** How a request travels on. */
export interface NextHop {
  /** The new Request-URI: the callee's own Contact. */
  readonly uri: string;
  /** What the proxy calls itself in its Via. */
  readonly proxyHost: string;
  /** The station it came from, where the answer goes. */
  readonly from: number;
}

/**
 * The request as it leaves the proxy (RFC 3261 section 16.6), or `undefined` when it must not travel further.
 *
 * The branch is derived from the one it came with, so CANCEL and the ACK of a refusal meet
 * the INVITE they belong to without anything remembered (RFC 3261 section 16.11).
 */
export function forwardedRequest(request: SipRequest, { uri, proxyHost, from }: NextHop): SipRequest | undefined {
  const via = topViaOf(request);
  const hops = Number(headerOf(request, 'max-forwards') ?? 70) - 1;
  if (!via || !(hops >= 0)) return undefined;
  const own: SipHeader = ['via', `SIP/2.0/WSS ${proxyHost};branch=${forwardedBranch(via, from)};station=${from}`];
  const moved = withHeader({ ...request, uri }, 'max-forwards', String(hops));
  return { ...moved, headers: [own, ...moved.headers] };
}

const forwardedBranch = ({ branch }: Via, from: number) => `${branch}.${from}`;

/** An answer on its way back, and to whom. */
export interface Returned {
  readonly response: SipResponse;
  readonly station: number;
}

/** The response without the proxy's own Via, or `undefined` when it is not on its way back through this proxy. */
export function returnedResponse(response: SipResponse, proxyHost: string): Returned | undefined {
  if (topViaOf(response)?.host !== proxyHost) return undefined;
  const at = response.headers.findIndex(([name]) => name === 'via');
  const station = Number(parameterOf(headerOf(response, 'via') ?? '', 'station'));
  if (!Number.isSafeInteger(station)) return undefined;
  return { response: { ...response, headers: response.headers.filter((_, index) => index !== at) }, station };
}

/** The CANCEL that belongs to an INVITE, for a caller who is gone (RFC 3261 section 9.1). */
export function cancelOf(invite: SipRequest, more: readonly SipHeader[] = []): SipRequest {
  const kept = new Set(['via', 'from', 'to', 'call-id', 'max-forwards']);
  const headers = invite.headers.filter(([name]) => kept.has(name));
  const cseq = `${Number.parseInt(headerOf(invite, 'cseq') ?? '1', 10)} CANCEL`;
  return {
    kind: 'request',
    method: 'CANCEL',
    uri: invite.uri,
    headers: [...headers, ['cseq', cseq], ...more],
    body: '',
  };
}
