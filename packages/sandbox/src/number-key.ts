/** What makes two ways of writing a number the same: its digits. */
export const numberKeyOf = (number: string): string => number.replace(/[^0-9]/g, '');

/** How a number is written in a SIP address: digits, with the plus it had. */
export const sipUserOf = (number: string): string => (number.trim().startsWith('+') ? '+' : '') + numberKeyOf(number);
