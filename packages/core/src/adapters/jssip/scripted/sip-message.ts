/** A SIP message as the scripted peer reads it. */
export interface SipText {
  /** `INVITE` of a request, `200` of a response. */
  readonly kind: string;
  /** What a response answers, what a request asks. */
  readonly method: string;
  readonly isRequest: boolean;
  readonly text: string;
  readonly body: string;
  /** First header of that name. */
  header(name: string): string;
}

export function readSip(text: string): SipText {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [start = '', ...lines] = head.split('\r\n');
  const header = (name: string) => {
    const line = lines.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return line === undefined ? '' : line.slice(line.indexOf(':') + 1).trim();
  };
  const isRequest = !start.startsWith('SIP/2.0');
  const kind = start.split(' ')[isRequest ? 0 : 1] ?? '';
  return { kind, isRequest, method: header('CSeq').split(' ')[1] ?? '', text, body, header };
}

export interface SipParts {
  readonly headers?: readonly string[];
  readonly body?: string | undefined;
}

/** Start line, headers and body, with the length and type of the body. */
export function writeSip(start: string, lines: readonly string[], { headers = [], body = '' }: SipParts = {}): string {
  const type = body === '' ? [] : ['Content-Type: application/sdp'];
  return [start, ...lines, ...headers, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** An audio description, good enough for a parser. */
export const audioSdp = (direction = 'sendrecv') =>
  `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 UDP/TLS/RTP/SAVPF 0\r\na=${direction}\r\n`;
