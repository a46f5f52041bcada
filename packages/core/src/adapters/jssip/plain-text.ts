const unwanted = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
// Half of a character: where a text was cut, or sent so. Much that is given it later fails.
const halves = /\p{Cs}/gu;

/** Text of the far end without control characters and direction overrides, cut to a length that fits a screen. */
export const plainText = (text: string): string => text.replace(unwanted, ' ').trim().slice(0, 128).replace(halves, '');
