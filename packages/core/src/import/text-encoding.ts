/** Encodings that spreadsheets and CRMs write. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/**
 * The encoding of a text by its beginning: by its byte order mark, by the zeros of UTF-16, by being UTF-8 (hardly any
 * other text is by accident), and between GB18030 and windows-1252 by whether bytes above 127 stand in the pairs of
 * common Chinese characters (GB 2312, rows 1 to 87).
 */
export function guessEncoding(beginning: Uint8Array): TextEncoding {
  const [first, second, third] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  const wide = zerosOf(beginning);
  if (wide !== undefined) return wide;
  if (isUtf8(beginning)) return isChineseAllTheSame(beginning) ? 'gb18030' : 'utf-8';
  return shareOfPairs(beginning) >= 0.6 ? 'gb18030' : 'windows-1252';
}

/** Every other byte of Western text in UTF-16 is zero. */
function zerosOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0] as [number, number];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  if (even + odd < bytes.length / 10) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream`: the last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * A few Chinese words are UTF-8 by accident, such as the name 伟郑. Then every byte above 127 stands in pairs of common
 * characters, at least two in a row; accented letters stand by themselves, and Greek or Cyrillic has lower bytes.
 */
function isChineseAllTheSame(bytes: Uint8Array): boolean {
  let found = false;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const from = at;
    for (; (bytes[at] ?? 0) >= 0x80; at += 2)
      if (!isBetween(bytes[at], 0xb0, 0xdf) || (at + 1 < bytes.length && !isBetween(bytes[at + 1], 0xa1, 0xfe)))
        return false;
    if (at - from < 4 && at < bytes.length) return false;
    found = true;
  }
  return found;
}

const isBetween = (value: number | undefined, low: number, high: number) =>
  value !== undefined && value >= low && value <= high;

/** How many of the runs that begin above 127 are a pair, or four bytes, as Chinese text has them. */
function shareOfPairs(bytes: Uint8Array): number {
  let pairs = 0;
  let others = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isPair = isBetween(lead, 0xa1, 0xf7) && isBetween(next, 0xa1, 0xfe);
    const isFour = isBetween(lead, 0x81, 0xfe) && isBetween(next, 0x30, 0x39) && isBetween(bytes[at + 2], 0x81, 0xfe);
    if (isPair || isFour) pairs += 1;
    else others += 1;
    at += isFour ? 3 : isPair || isBetween(lead, 0x81, 0xfe) ? 1 : 0;
  }
  return pairs + others === 0 ? 0 : pairs / (pairs + others);
}

/** Bytes of a file that are read at a time. */
const sliceBytes = 256 * 1024;

/** The encoding of a file. One that begins in plain ASCII is told by the first part that is not. */
export async function encodingOf(file: Blob): Promise<TextEncoding> {
  for (let from = 0; from < file.size; from += sliceBytes) {
    const bytes = new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer());
    const guess = from === 0 ? guessEncoding(bytes) : 'utf-8';
    const first = bytes.findIndex((byte) => byte >= 0x80);
    if (guess !== 'utf-8' || first >= 0) return from === 0 ? guess : guessEncoding(bytes.subarray(first));
  }
  return 'utf-8';
}

/** A piece of a text, and how many bytes of the file are read with it. */
export interface TextPiece {
  readonly text: string;
  readonly bytes: number;
}

/** Reads a file piece by piece, so that it is never in memory as a whole. Line ends become `\n`. */
export async function* readText(file: Blob, encoding: TextEncoding): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for (let from = 0; from < file.size; from += sliceBytes) {
    const to = Math.min(file.size, from + sliceBytes);
    const decoded = held + decoder.decode(await file.slice(from, to).arrayBuffer(), { stream: to < file.size });
    // The line feed that belongs to it may be in the next piece.
    held = decoded.endsWith('\r') && to < file.size ? '\r' : '';
    const text = held === '' ? decoded : decoded.slice(0, -1);
    yield { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, bytes: to };
  }
}
