/** One header field: its full name in lower case, and its value without the line folding. */
export type SipHeader = readonly [name: string, value: string];

interface SipMessageBase {
  /** In the order of the wire. */
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipRequest extends SipMessageBase {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
}

export interface SipResponse extends SipMessageBase {
  readonly kind: 'response';
  readonly status: number;
  readonly phrase: string;
}

/** A SIP message, as far as a proxy must understand it (RFC 3261 section 7). */
export type SipMessage = SipRequest | SipResponse;

/** Compact forms (RFC 3261 section 7.3.3 and the later registrations). */
const compactNames: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
};

const requestLine = /^([!%'*+\-.0-9A-Z_`a-z~]+) (\S+) SIP\/2\.0$/;
const statusLine = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/;
const headerLine = /^([!%'*+\-.0-9A-Z_`a-z~]+)[ \t]*:(.*)$/;

/** Reads one whole message, or `undefined` for anything else. A keep-alive is not a message. */
export function parseSipMessage(text: string): SipMessage | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = unfold(text.slice(0, end)).split('\r\n');
  const headers = headersOf(lines);
  const body = headers && bodyOf(headers, text.slice(end + 4));
  if (!headers || body === undefined) return undefined;
  const request = requestLine.exec(first);
  if (request) return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', headers, body };
  const response = statusLine.exec(first);
  if (!response) return undefined;
  return { kind: 'response', status: Number(response[1]), phrase: response[2] ?? '', headers, body };
}

/** A line that starts with a space continues the one before it (RFC 3261 section 7.3.1). */
const unfold = (head: string) => head.replace(/\r\n[ \t]+/g, ' ');

function headersOf(lines: readonly string[]): SipHeader[] | undefined {
  const headers: SipHeader[] = [];
  for (const line of lines) {
    const match = headerLine.exec(line);
    if (!match) return undefined;
    const written = (match[1] ?? '').toLowerCase();
    const name = compactNames[written] ?? written;
    const value = (match[2] ?? '').trim();
    // Only Via is ever taken apart by a proxy, so only Via is split.
    for (const each of name === 'via' ? value.split(/\s*,\s*/) : [value]) headers.push([name, each]);
  }
  return headers;
}

/** Over a WebSocket the body may not be shorter than announced; bytes beyond it are not part of the message. */
function bodyOf(headers: readonly SipHeader[], rest: string): string | undefined {
  const announced = headers.find(([name]) => name === 'content-length')?.[1];
  if (announced === undefined) return rest;
  if (!/^\d+$/.test(announced)) return undefined;
  const bytes = new TextEncoder().encode(rest);
  const length = Number(announced);
  if (bytes.length < length) return undefined;
  return bytes.length === length ? rest : new TextDecoder().decode(bytes.subarray(0, length));
}

/** Writes a message for the wire. Content-Length is counted in bytes, whatever the headers say. */
export function formatSipMessage(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.phrase}`;
  const lines = message.headers
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => `${wireNameOf(name)}: ${value}`);
  const length = new TextEncoder().encode(message.body).length;
  return [first, ...lines, `Content-Length: ${length}`, '', message.body].join('\r\n');
}

const irregularNames: Readonly<Record<string, string>> = {
  'call-id': 'Call-ID',
  cseq: 'CSeq',
  rack: 'RAck',
  rseq: 'RSeq',
  'www-authenticate': 'WWW-Authenticate',
  'mime-version': 'MIME-Version',
};

const wireNameOf = (name: string) =>
  irregularNames[name] ??
  name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

/** The first value of a header, by its full name in lower case. */
export const headerOf = (message: SipMessage, name: string): string | undefined =>
  message.headers.find(([key]) => key === name)?.[1];

/** The same message with its first header of that name replaced, or added at the end. */
export function withHeader<T extends SipMessage>(message: T, name: string, value: string): T {
  const at = message.headers.findIndex(([key]) => key === name);
  const headers: SipHeader[] = [...message.headers];
  if (at < 0) headers.push([name, value]);
  else headers[at] = [name, value];
  return { ...message, headers };
}
