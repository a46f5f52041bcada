/** Takes secrets and, unless asked otherwise, telephone numbers and names out of texts. */
export interface Mask {
  /** A short text, such as the message of an error. */
  text(text: string): string;
  /** A whole SIP message. */
  message(text: string): string;
  /** Every text in plain data. */
  deep<T>(value: T): T;
}

interface MaskOptions {
  /** Show telephone numbers. */
  readonly numbers: boolean;
  /** Numbers that are hidden wherever they stand. */
  readonly known: readonly string[];
}

/** Fewer digits than this are an extension or a code, not somebody's telephone. */
const shortest = 6;

export function createMask({ numbers, known }: MaskOptions): Mask {
  const digits = [...new Set(known.map((number) => number.replace(/\D/g, '')))].filter(
    ({ length }) => length >= shortest,
  );
  const hideKnown = (text: string) => digits.reduce((rest, number) => rest.replaceAll(number, starred(number)), text);
  const hideWritten = (text: string) => text.replace(/\+?\d[\d ().-]{4,}\d/g, starred);
  const hideIn = (text: string) => (numbers ? text : hideWritten(hideKnown(text)));

  const mask: Mask = {
    text: (text) => hideIn(withoutSecrets(text)),
    message(text) {
      const [head = '', ...body] = withoutSecrets(text).split(/\r?\n\r?\n/);
      const lines = head.split(/\r?\n/).map((line) => (numbers ? line : hideInHeader(hideKnown(line))));
      return [lines.join('\r\n'), ...body.map((part) => (numbers ? part : hideKnown(part)))].join('\r\n\r\n');
    },
    deep: (value) => deepMap(value, mask.text) as typeof value,
  };
  return mask;
}

/** All but the last two digits. */
function starred(number: string): string {
  const count = number.replace(/\D/g, '').length;
  let seen = 0;
  if (count < shortest) return number;
  return number.replace(/\d/g, (digit) => {
    seen += 1;
    return seen > count - 2 ? digit : '*';
  });
}

/** Users of addresses, the names before them, and whatever the host says in headers of its own. */
function hideInHeader(line: string): string {
  const named = line
    .replace(/((?:sips?|tel):)([^@;>\s]+)/gi, (_, scheme: string, user: string) => scheme + starredUser(user))
    .replace(
      /^((?:from|to|contact|[a-z-]*(?:identity|diversion|party-id|info|by|to)|f|t|m) *: *)("[^"]*"|[^<"]*[^<"\s])(\s*<)/i,
      '$1"(name)"$3',
    );
  return /^(x-|p-|subject|reason|warning)/i.test(named) ? named.replace(/\+?\d[\d ().-]{4,}\d/g, starred) : named;
}

/** `+1202*555*01*00` and `1202-555-0100` are numbers, `alice` is none. */
const starredUser = (user: string): string =>
  /[a-z]/i.test(user.replace(/%[0-9a-f]{2}/gi, '')) ? user : starred(user);

/** What opens something: sign-in headers, passwords in addresses, keys of the media, whatever a URL carries along. */
const withoutSecrets = (text: string): string =>
  text
    .replace(
      /^((?:proxy-)?authorization|authentication-info)([ \t]*:)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim,
      '$1$2 (hidden)',
    )
    .replace(/((?:sips?):[^@:;>\s]+):[^@>\s]+@/gi, '$1:(hidden)@')
    .replace(/((?:wss?|https?):\/\/)[^\s"'<>]+@/gi, '$1(hidden)@')
    .replace(/((?:wss?|https?):\/\/[^\s?"'>]*)\?[^\s"'>]*/gi, '$1?(hidden)')
    .replace(/^(a=(?:ice-pwd:|crypto:\d+ \S+ inline:))\S+/gim, '$1(hidden)')
    .replace(
      /\b(password|passwd|pwd|secret|token|credential|ha1|api-?key)(["']?\s*[=:]\s*["']?)[^\s;,"'&>]+/gi,
      '$1$2(hidden)',
    )
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer (hidden)');

function deepMap(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => deepMap(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, keeps.has(name) ? each : deepMap(each, change)]),
  );
}

/** They look like numbers and are none. */
const keeps = new Set(['id', 'callId', 'code', 'status']);
