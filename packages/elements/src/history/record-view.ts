import type { CallRecord, Disposition } from '@dialdeck/core';
import type { Messages } from '../locales/en.js';
import { dispositionLabel } from '../shared/disposition-label.js';
import { clock } from '../shared/format.js';
import { phoneIn, phoneMissed, phoneOut } from '../shared/icons.js';

/** What a result means at a glance; each also has a word. */
export type Tone = 'ok' | 'bad' | 'warn' | '';

export interface ResultWords {
  readonly text: Messages;
  readonly dispositions: readonly Disposition[];
}

/** What became of a call: the agent's word for it, else how it ended. */
export function resultOf(record: CallRecord, words: ResultWords): { readonly label: string; readonly tone: Tone } {
  const { disposition, outcome } = record;
  if (disposition) {
    // A result that is no longer offered keeps its id: better than nothing.
    const known = words.dispositions.find(({ id }) => id === disposition);
    const tone = known?.doNotCall ? 'bad' : disposition === 'sale' ? 'ok' : '';
    return { label: known ? dispositionLabel(known, words.text) : disposition, tone };
  }
  if (outcome === 'interrupted') return { label: words.text.interruptedCall, tone: 'warn' };
  return { label: words.text[outcome], tone: isMissed(record) ? 'bad' : '' };
}

/** Incoming, and nobody answered: the only call whose icon is red. */
export const isMissed = ({ direction, outcome }: CallRecord): boolean =>
  direction === 'incoming' && outcome === 'missed';

export function directionIcon(record: CallRecord): string {
  if (isMissed(record)) return phoneMissed;
  return record.direction === 'incoming' ? phoneIn : phoneOut;
}

export const directionWord = ({ direction }: CallRecord, text: Messages): string =>
  direction === 'incoming' ? text.incomingCall : text.outgoingCall;

/** How long was talked, or a dash. */
export const lengthOf = ({ talkMs }: CallRecord): string => (talkMs > 0 ? clock(talkMs) : '–');
