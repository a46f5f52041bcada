import type { Disposition } from '@dialdeck/core';
import { en, type Messages } from '../locales/en.js';

const isKnown = (id: string): id is keyof Messages => id in en;

/** A result in the reader's language: the built-in ones are translated, a host's own wording stays. */
export const dispositionLabel = ({ id, label }: Disposition, text: Messages): string =>
  isKnown(id) && en[id] === label ? text[id] : label;
