/** What an agent has written by the revision with this number: every revision adds its own. */
export const noteOf = (number: number): string => Array.from({ length: number }, (_, at) => at + 1).join(' ');

/** The revisions that a note has heard of. */
export const numbersIn = (note: string): readonly number[] => note.split(' ').map(Number);
