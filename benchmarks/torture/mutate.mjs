/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random, limit) => Math.floor(random() * limit);
export const oneOf = (random, list) => list[below(random, list.length)];

const nasty = [
  '',
  ' ',
  '\0',
  '"',
  '<',
  '>',
  '<>',
  ';',
  ',',
  ':',
  '@',
  '=',
  '%00',
  '%',
  '\\',
  '-1',
  '0',
  '4294967296',
  '99999999999999999999',
  '1e9',
  'NaN',
  'undefined',
  '__proto__',
  'constructor',
  '\u{1f4de}',
  '\u202e',
  'sip:',
  'tel:+12025550100',
  'sip:a@b@c',
  'sip:[::1',
  '"unbalanced <sip:a@b>',
  '"Tom" <sip:tom@pbx.test>;tag=',
  'a'.repeat(9_000),
  ';x'.repeat(400),
];

const methods = [
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'REFER',
  'NOTIFY',
  'INFO',
  'UPDATE',
  'MESSAGE',
  'SUBSCRIBE',
  'PUBLISH',
  'PRACK',
  'REGISTER',
  'FOO',
  'invite',
];
const compact = {
  via: 'v',
  from: 'f',
  to: 't',
  'call-id': 'i',
  contact: 'm',
  'content-length': 'l',
  'content-type': 'c',
};

const split = (text) => {
  const end = text.indexOf('\r\n\r\n');
  return { lines: (end < 0 ? text : text.slice(0, end)).split('\r\n'), body: end < 0 ? '' : text.slice(end + 4) };
};
const join = ({ lines, body }) => `${lines.join('\r\n')}\r\n\r\n${body}`;

/** Changes the lines of the head, the first one included. */
const onLines = (change) => (text, random) => {
  const parts = split(text);
  const lines = [...parts.lines];
  change(lines, random);
  return join({ lines, body: parts.body });
};

const anyHeader = (lines, random) => 1 + below(random, Math.max(1, lines.length - 1));
const contentOf = (line) => line.slice(line.indexOf(':') + 1);
const nameOf = (line) => line.slice(0, Math.max(0, line.indexOf(':')));

const mutations = [
  (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + String.fromCharCode(below(random, 256)) + text.slice(at + 1);
  },
  (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(random, 12));
  },
  (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + oneOf(random, nasty) + text.slice(at);
  },
  (text, random) => text.slice(0, below(random, text.length)),
  (text) => text.replaceAll('\r\n', '\n'),
  (text) => text + text,
  (text, random) => `${'\r\n'.repeat(1 + below(random, 3))}${text}`,
  onLines((lines, random) => lines.splice(anyHeader(lines, random), 1)),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    lines.splice(at, 0, lines[at] ?? '');
  }),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    lines.splice(1 + below(random, lines.length), 0, ...lines.splice(at, 1));
  }),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    lines[at] = `${nameOf(lines[at] ?? '')}: ${oneOf(random, nasty)}`;
  }),
  onLines((lines, random) => {
    const [at, from] = [anyHeader(lines, random), anyHeader(lines, random)];
    lines[at] = `${nameOf(lines[at] ?? '')}:${contentOf(lines[from] ?? '')}`;
  }),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    lines[at] = (lines[at] ?? '').replace(/[ ;]/, (found) => `${found}\r\n `);
  }),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    const name = nameOf(lines[at] ?? '');
    lines[at] = `${compact[name.toLowerCase()] ?? name.toUpperCase()}  :${contentOf(lines[at] ?? '')}`;
  }),
  onLines((lines, random) => {
    const at = anyHeader(lines, random);
    lines[at] = `${lines[at]};${oneOf(random, nasty)}=${oneOf(random, nasty)}`;
  }),
  onLines((lines, random) => {
    lines[0] = (lines[0] ?? '').replace(/^\S+/, oneOf(random, methods));
  }),
  onLines((lines, random) => {
    const at = lines.findIndex((line) => /^cseq:/i.test(line));
    if (at > 0) lines[at] = `CSeq: ${oneOf(random, ['1', '0', '-1', '2147483648', 'x', ''])} ${oneOf(random, methods)}`;
  }),
  onLines((lines, random) => {
    lines[0] = (lines[0] ?? '').replace('SIP/2.0', oneOf(random, ['SIP/7.0', 'SIP/2', 'HTTP/1.1', 'sip/2.0', '']));
  }),
  onLines((lines, random) => {
    lines[0] = (lines[0] ?? '').replace(
      /(sip:\S+|\b\d{3}\b)/,
      oneOf(random, [
        ...nasty,
        '100',
        '180',
        '200',
        '302',
        '401',
        '407',
        '481',
        '503',
        '699',
        '999',
        'tel:1',
        'urn:service:sos',
        'sips:1001@pbx.test',
      ]),
    );
  }),
  onLines((lines, random) => {
    lines.push(
      oneOf(random, [
        'Require: 100rel',
        'Require: nothing',
        'Replaces: a;to-tag=b;from-tag=c',
        'Content-Encoding: gzip',
        'Session-Expires: 1',
        'Retry-After: -5',
        'Refer-To: <',
        'Event: refer',
        'Reason: SIP;cause=200',
        'Max-Forwards: 0',
        'Proxy-Require: x',
        ': nothing',
        'Nothing',
      ]),
    );
  }),
  onLines((lines, random) => {
    const at = lines.findIndex((line) => /^content-length:/i.test(line));
    if (at > 0) lines[at] = `Content-Length: ${oneOf(random, ['0', '1', '-1', '99999', 'x', '', '1 2'])}`;
  }),
  (text, random) => {
    const { lines, body } = split(text);
    const sdp = body.split('\r\n');
    sdp[below(random, sdp.length)] = oneOf(random, [
      'm=',
      'm=audio',
      'm=video 0 RTP/AVP 96',
      'a=',
      'c=IN IP4 999',
      ...nasty,
    ]);
    return join({ lines, body: sdp.join('\r\n') });
  },
];

/** One to three changes of a message. */
export function mutate(text, random) {
  let changed = text;
  for (let left = 1 + below(random, 3); left > 0 && changed.length > 0; left -= 1)
    changed = oneOf(random, mutations)(changed, random);
  return changed;
}
