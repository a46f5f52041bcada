/*
 * Which requests must be answered (RFC 3261, 8.2 and 17.2): everything but ACK that is well formed enough for an answer
 * to find its way. Strict on purpose and written apart from any SIP stack: of a message that is broken in one of these
 * places nothing is asked.
 */

const token = "[A-Za-z0-9.!%*_+`'~-]+";
const quoted = '"(?:[^"\\\\\\r\\n\\x00-\\x1f]|\\\\[\\x20-\\x7e])*"';
const uri = 'sips?:[A-Za-z0-9_.!~*()&=+$,;?/%-]+@[A-Za-z0-9.-]+(?::\\d{1,5})?(?:;[A-Za-z0-9=.-]+)*';
const parameter = `;${token}(?:=(?:${token}|${quoted}))?`;
const name = `(?:${token}(?: ${token})*|${quoted})?`;
const bare = 'sips?:[A-Za-z0-9_.!~*()&=+$/%-]+@[A-Za-z0-9.-]+(?::\\d{1,5})?';
const address = `(?:${name}\\s*<${uri}>|${bare})(?:${parameter})*`;

const whole = (pattern) => new RegExp(`^(?:${pattern})$`);
const rules = {
  start: new RegExp(`^(${token}) (sip:[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+(?:;[A-Za-z0-9=.-]+)*) SIP/2\\.0$`),
  via: new RegExp(`^SIP/2\\.0/(?:WSS?|TCP|TLS|UDP) [A-Za-z0-9.-]+(?::\\d{1,5})?(?:${parameter})*$`),
  address: whole(address),
  callId: whole(`${token}(?:@${token})?`),
  cseq: new RegExp(`^(\\d{1,9}) (${token})$`),
};

const long = { v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type' };

/** The head of a message, or `undefined` when it has none. */
export function headOf(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [start = '', ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const fields = new Map();
  for (const line of lines) {
    const [, rawName = '', value] = /^([A-Za-z0-9-]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (value === undefined) return undefined;
    const field = long[rawName.toLowerCase()] ?? rawName.toLowerCase();
    fields.set(field, [...(fields.get(field) ?? []), value.trim()]);
  }
  return { start, fields, body: text.slice(end + 4) };
}

/** What its answer will carry, or `undefined` when none has to come. */
export function mustAnswer(text) {
  const head = headOf(text);
  const [, method, target] = rules.start.exec(head?.start ?? '') ?? [];
  if (!method || !target || method === 'ACK') return undefined;
  const once = (field) => (head.fields.get(field)?.length === 1 ? head.fields.get(field)[0] : '');
  const [, , asked] = rules.cseq.exec(once('cseq')) ?? [];
  const [via = ''] = head.fields.get('via') ?? [];
  const branch = /;branch=(z9hG4bK[A-Za-z0-9.-]+)/.exec(via)?.[1];
  const fromTag = /;tag=([^;\s]+)/.exec(once('from'))?.[1];
  // Optional over a WebSocket: a frame holds one message (RFC 7118).
  const length = head.fields.has('content-length') ? once('content-length') : String(Buffer.byteLength(head.body));
  const wellFormed =
    asked === method &&
    branch &&
    fromTag &&
    head.fields.get('via').every((each) => rules.via.test(each)) &&
    rules.address.test(once('from')) &&
    rules.address.test(once('to')) &&
    rules.callId.test(once('call-id')) &&
    /^\d+$/.test(length) &&
    Number(length) === Buffer.byteLength(head.body);
  return wellFormed ? { method, callId: once('call-id'), branch } : undefined;
}

/** Whether a message is the answer to it: a final one, or 180 and above for a call that rings. */
export function answers(text, { method, callId, branch }) {
  const head = headOf(text);
  const code = Number(/^SIP\/2\.0 (\d{3}) /.exec(head?.start ?? '')?.[1] ?? 0);
  if (code < (method === 'INVITE' ? 180 : 200)) return false;
  return head.fields.get('call-id')?.[0] === callId && head.fields.get('via')?.[0]?.includes(branch);
}
