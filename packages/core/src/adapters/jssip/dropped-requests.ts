import type { JsSipUa } from './jssip-surface.js';

/**
 * JsSIP drops a request with one header it cannot read without a word, and whoever sent it tries again and again.
 * It is answered 400 instead (RFC 3261, 8.2), when an answer can find its way. A refusal of a call of ours that it drops
 * the same way is given to it once more without what it cannot read, or the call would ring on here.
 */
export function answerDroppedRequests(ua: JsSipUa): void {
  const { transport } = ua;
  const { ondata } = transport;
  const receive = ua.receiveRequest.bind(ua);
  const send = transport.send.bind(transport);
  let settled = false;
  ua.receiveRequest = (request) => {
    receive(request);
    settled = true;
  };
  transport.send = (message) => {
    settled = true;
    return send(message);
  };
  transport.ondata = (data) => {
    settled = false;
    try {
      ondata(data);
    } finally {
      const refusal = settled ? undefined : refusalOf(data.message);
      if (refusal) send(refusal);
      const plain = settled ? undefined : plainRefusalOf(data.message);
      if (plain) ondata({ message: plain });
    }
  };
}

/** What an answer repeats, written in full or in one letter. */
const copied = /^(?:v|via|f|from|t|to|i|call-id|cseq)[ \t]*:/i;

const linesOf = (message: string) => (message.split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');

/** The end of a call that JsSIP dropped for a header it cannot read, such as a Contact with `tel:`; without that header. */
function plainRefusalOf(message: string): string | undefined {
  const [start = '', ...lines] = linesOf(message);
  if (!/^SIP\/2\.0 [3-6]\d\d/.test(start) || !/^CSeq[ \t]*:.*\bINVITE\s*$/im.test(lines.join('\n'))) return undefined;
  return [start, ...lines.filter((line) => copied.test(line)), 'Content-Length: 0', '', ''].join('\r\n');
}

function refusalOf(message: string): string | undefined {
  const [start = '', ...lines] = linesOf(message);
  if (!/^(?!ACK )\S+ \S+ SIP\/2\.0$/.test(start)) return undefined;
  const answer = lines
    .filter((line) => copied.test(line))
    .map((line) => (/^to?[ \t]*:/i.test(line) && !/;\s*tag=/i.test(line) ? `${line};tag=refused` : line));
  // The first letters tell the five apart, but for Call-ID in full, whose letter CSeq has as well.
  const found = new Set(answer.map((line) => line.toLowerCase().replace(/^call-id/, 'i')[0]));
  if (found.size < 5) return undefined;
  return ['SIP/2.0 400 Bad Request', ...answer, 'Content-Length: 0', '', ''].join('\r\n');
}
