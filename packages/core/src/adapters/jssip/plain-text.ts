const unwanted = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text of the far end without control characters and direction overrides, cut to a length that fits a screen. */
export const plainText = (text: string): string => text.replace(unwanted, ' ').trim().slice(0, 128);
