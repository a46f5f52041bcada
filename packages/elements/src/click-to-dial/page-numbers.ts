import type { NumberReader } from '@dialdeck/core/numbers';
import { findCandidates } from './candidates.js';

/** A telephone number in a text node. */
export interface NumberInText {
  readonly start: number;
  readonly end: number;
  /** E.164. */
  readonly number: string;
}

/** Most texts of a page have no seven digits: told without looking further. */
const mayHoldNumber = /[\d\uff10-\uff19](?:\D{0,3}[\d\uff10-\uff19]){6}/;

/** Whether it is worth looking closer. */
export const mayHaveNumbers = (text: string): boolean => text.length >= 7 && mayHoldNumber.test(text);

/** The telephone numbers of a text, in order. */
export function numbersIn(text: string, read: NumberReader): readonly NumberInText[] {
  if (!mayHaveNumbers(text)) return [];
  return findCandidates(text).flatMap(({ start, end, written }) => {
    const number = read(written);
    return number === undefined ? [] : [{ start, end, number }];
  });
}
