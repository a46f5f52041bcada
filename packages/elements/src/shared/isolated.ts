const controls = /[\u202a-\u202e\u2066-\u2069]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/**
 * A stranger's text in the middle of others: it cannot turn around what stands beside it (UAX #9). Controls that could
 * are left out; a text with letters of a right-to-left script is isolated (U+2068, U+2069).
 */
export function isolated(text: string): string {
  const plain = text.replace(controls, '');
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
