import type { CompiledQuery, TextPart } from '../../records/record-query.js';
import type { SearchWord } from '../../records/search-words.js';
import * as terms from './record-terms.js';

/** A condition of a search as the index sees it: the record has one of these terms. */
export interface TermGroup {
  readonly terms: readonly string[];
  /** It has a term that begins with one of these. */
  readonly prefixes: readonly string[];
  /** The keys tell it exactly: not needed once something else is rare. */
  readonly inKeys?: boolean | undefined;
}

const exactly = (...all: readonly string[]): TermGroup => ({ terms: all, prefixes: [] });

/**
 * What the index can say of a query; all must hold. The records are still compared: groups may say too much, never
 * too little. What the keys tell by themselves is asked of the index only when there is nothing else to go by.
 */
export function termGroups(query: CompiledQuery): readonly TermGroup[] {
  const { customerId, tags = [], digits } = query;
  const groups = [
    ...(customerId === undefined ? [] : [exactly(terms.customerTerm(customerId))]),
    ...digitGroups(digits).map((group) => ({ ...group, inKeys: true })),
    ...query.parts.flatMap(partGroups),
    ...tags.map((tag) => exactly(terms.tagTerm(tag))),
  ];
  return groups.length > 0 ? groups : keyGroups(query);
}

function keyGroups({ disposition, outcomes, direction, minTalkMs, maxTalkMs }: CompiledQuery): readonly TermGroup[] {
  return [
    ...(disposition === undefined ? [] : [exactly(terms.dispositionTerm(disposition))]),
    ...(outcomes === undefined || outcomes.includes('answered') ? [] : [exactly(...outcomes.map(terms.outcomeTerm))]),
    ...(direction === 'incoming' ? [exactly(terms.incomingTerm)] : []),
    ...talkGroups(minTalkMs, maxTalkMs),
  ];
}

function talkGroups(minTalkMs = 0, maxTalkMs = Number.POSITIVE_INFINITY): readonly TermGroup[] {
  const from = terms.talkStep(minTalkMs);
  if (from === 0) return [];
  const steps = Math.max(0, terms.talkStep(maxTalkMs) - from + 1);
  return [exactly(...Array.from({ length: steps }, (_, step) => terms.talkTerm(from + step)))];
}

/** Of a long number three parts are enough: the keys tell the rest. */
function digitGroups(digits: string | undefined): readonly TermGroup[] {
  const { any, all } = terms.termsOfDigits(digits ?? '');
  if (any.length > 0) return [exactly(...any)];
  const chosen = new Set([all.at(-1), all[all.length >> 1], all[0]].filter((term) => term !== undefined));
  return [...chosen].map((term) => exactly(term));
}

function partGroups({ digits, words }: TextPart): readonly TermGroup[] {
  if (digits === undefined) return words.flatMap(wordGroups);
  const ofNumber = digitGroups(digits);
  if (words.length === 0) return ofNumber;
  const [word] = words.flatMap(wordGroups);
  // Without a term for the number nothing can be left out.
  if (!word || digits.length < 3) return [];
  // One of the readings has to hold: any gram of the number, or the word.
  return ofNumber.map((group) => ({ terms: [...group.terms, ...word.terms], prefixes: word.prefixes }));
}

function wordGroups({ text, dense }: SearchWord): readonly TermGroup[] {
  const letters = Array.from(text).length;
  if (dense) {
    return letters === 1
      ? [{ terms: [], prefixes: [`z${text}`] }]
      : terms.termsOfDense(text).map((term) => exactly(term));
  }
  if (text.length === 3) return [exactly(terms.beginningTerm(text))];
  return [{ terms: [], prefixes: [text.length < 3 ? `p${text}` : terms.wordTerm(text)] }];
}
