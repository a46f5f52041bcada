import { headerOf, type SipHeader, type SipMessage, type SipRequest, type SipResponse } from './sip-message.js';

/** What a proxy reads in a SIP address (RFC 3261 section 19.1). */
export interface SipAddress {
  /** Unescaped; empty when the URI has none. */
  readonly user: string;
  /** Lower case, with the port when there is one, without parameters. */
  readonly host: string;
}

const sipUri = /^sips?:(?:([^@;?>]*)@)?(\[[^\]]+\](?::\d+)?|[^;?>@]+)/i;

/** Reads a SIP URI, or `undefined` for another scheme or no URI at all. */
export function addressOf(uri: string): SipAddress | undefined {
  const match = sipUri.exec(uri.trim());
  if (!match) return undefined;
  return { user: unescaped((match[1] ?? '').split(':')[0] ?? ''), host: (match[2] ?? '').toLowerCase() };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A From, To or Contact value taken apart (RFC 3261 section 20.10). */
export interface NameAddress {
  readonly name: string | undefined;
  readonly uri: string;
  /** Everything after the URI, such as `;tag=1`. */
  readonly parameters: string;
}

const quotedName = /^"((?:[^"\\]|\\.)*)"\s*<([^>]*)>(.*)$/;
const bareName = /^([^<"]*)<([^>]*)>(.*)$/;

export function nameAddressOf(value: string): NameAddress {
  const quoted = quotedName.exec(value.trim());
  if (quoted) return nameAddress((quoted[1] ?? '').replace(/\\(.)/g, '$1'), quoted[2], quoted[3]);
  const bare = bareName.exec(value.trim());
  if (bare) return nameAddress((bare[1] ?? '').trim(), bare[2], bare[3]);
  const [uri = '', ...rest] = value.trim().split(';');
  return nameAddress('', uri, rest.map((parameter) => `;${parameter}`).join(''));
}

const nameAddress = (name: string, uri = '', parameters = ''): NameAddress => ({
  name: name === '' ? undefined : name,
  uri: uri.trim(),
  parameters,
});

/** A header parameter, unquoted, or `undefined`. Names are compared without regard to case. */
export function parameterOf(value: string, name: string): string | undefined {
  const match = new RegExp(`[;,\\s]${name}\\s*=\\s*("(?:[^"\\\\]|\\\\.)*"|[^;,\\s]*)`, 'i').exec(` ${value}`);
  return match?.[1]?.replace(/^"(.*)"$/, '$1');
}

export const tagOf = (message: SipMessage, side: 'from' | 'to'): string | undefined =>
  parameterOf(nameAddressOf(headerOf(message, side) ?? '').parameters, 'tag');

/** The top Via: where a response goes, and which transaction it belongs to. */
export interface Via {
  /** Sent-by, lower case. */
  readonly host: string;
  readonly branch: string;
}

export function topViaOf(message: SipMessage): Via | undefined {
  const value = headerOf(message, 'via');
  const sentBy = value && /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^;,\s]+)/i.exec(value)?.[1];
  const branch = value && parameterOf(value, 'branch');
  return sentBy && branch ? { host: sentBy.toLowerCase(), branch } : undefined;
}

/** Headers a response repeats (RFC 3261 section 8.2.6.2). */
const repeated = new Set(['via', 'from', 'to', 'call-id', 'cseq']);

export interface ResponseParts {
  readonly phrase?: string | undefined;
  readonly headers?: readonly SipHeader[] | undefined;
  /** Added to To, when the request has none and this is not 100. */
  readonly toTag?: string | undefined;
}

/** The answer of a server to a request. */
export function responseTo(request: SipRequest, status: number, parts: ResponseParts = {}): SipResponse {
  const tag = status > 100 && !tagOf(request, 'to') && parts.toTag ? `;tag=${parts.toTag}` : '';
  const headers = request.headers
    .filter(([name]) => repeated.has(name))
    .map(([name, value]): SipHeader => [name, name === 'to' ? value + tag : value]);
  const phrase = parts.phrase ?? phrases[status] ?? 'Unknown';
  return { kind: 'response', status, phrase, headers: [...headers, ...(parts.headers ?? [])], body: '' };
}

const phrases: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  302: 'Moved Temporarily',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  410: 'Gone',
  422: 'Session Interval Too Small',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  483: 'Too Many Hops',
  484: 'Address Incomplete',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  600: 'Busy Everywhere',
  603: 'Decline',
  604: 'Does Not Exist Anywhere',
};
