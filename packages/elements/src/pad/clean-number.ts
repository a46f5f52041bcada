const digits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/**
 * What a pasted text becomes in the number field: `+1 (202) 555-0100` gives `+12025550100`.
 * Full-width and Arabic digits become ordinary ones. A text without a number in it stays as it is,
 * for it may be the name of a SIP user.
 */
export function cleanNumber(pasted: string): string {
  const plain = pasted.normalize('NFKC').replace(digits, (digit) => String(digit.charCodeAt(0) & 15));
  const kept = plain.replace(/[^\d*#+]/g, '').replace(/(?!^)\+/g, '');
  return /\d/.test(kept) ? kept : plain.trim();
}
