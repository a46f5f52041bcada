/** What each pair of bytes means, the other way round: browsers decode GB18030 and do not encode it. */
function table(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const known = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !known.has(text)) known.set(text, [lead, trail]);
    }
  return known;
}

/** GB18030 section 5: code points above U+FFFF stand in a row from 90308130 on. */
function four(point: number): readonly number[] {
  const rest = point - 0x10000;
  return [
    0x90 + Math.floor(rest / 12_600),
    0x30 + (Math.floor(rest / 1_260) % 10),
    0x81 + (Math.floor(rest / 10) % 126),
    0x30 + (rest % 10),
  ];
}

let pairs: ReadonlyMap<string, readonly number[]> | undefined;

/** The bytes of a text as a Chinese Windows saves it. */
export function gb18030Of(text: string): Uint8Array<ArrayBuffer> {
  pairs ??= table();
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else bytes.push(...(point > 0xffff ? four(point) : (pairs.get(char) ?? [0x3f])));
  }
  return Uint8Array.from(bytes);
}
