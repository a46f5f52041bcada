import { DialerError } from '../errors.js';
import type { CallCare } from './call-care.js';
import { type CallRatingRequest, callIssues, type ProblemReport } from './call-rating.js';

const longestText = 2_000;

/** Keeps the rating in the call's record; a later one replaces it. */
export async function rateCall({ callId, score, issue }: CallRatingRequest, { book, tell }: CallCare) {
  if (![1, 2, 3, 4, 5].includes(score)) {
    throw new DialerError('feedback-invalid', `score: got ${String(score)}; pass a whole number from 1 to 5.`);
  }
  if (issue !== undefined && !callIssues.includes(issue)) {
    throw new DialerError('feedback-invalid', `issue: got "${String(issue)}"; pass one of ${callIssues.join(', ')}.`);
  }
  const rating = issue === undefined ? { score } : { score, issue };
  await book.change(callId, { rating: Object.freeze(rating) });
  const { quality: _quality, ...call } = await factOf(callId, book);
  tell('dialdeck.call.rated', { ...call, ...rating }, callId);
}

/** Tells the problem to whoever listens, with what is known of the call. */
export async function reportProblem({ callId, text }: ProblemReport, { book, tell }: CallCare) {
  const said = typeof text === 'string' ? text.trim() : '';
  if (said === '' || said.length > longestText) {
    throw new DialerError('feedback-invalid', `text: pass what happened, in 1 to ${longestText} characters.`);
  }
  const about = callId === undefined ? {} : { call: await factOf(callId, book) };
  tell('dialdeck.problem.reported', { text: said, ...about }, callId);
}

async function factOf(callId: string, { records }: CallCare['book']) {
  const record = await records.get(callId);
  if (!record) throw new DialerError('record-not-found', `No record has the id "${callId}".`);
  const { direction, number, name, quality } = record;
  return { callId, direction, number, ...(name === undefined ? {} : { name }), ...(quality ? { quality } : {}) };
}
