import type { Customer } from '../customers/customer.js';
import { createDeferred, type Deferred } from '../shared/deferred.js';

type Customers = readonly Customer[];
type AskAll = (numbers: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, Customers>>;

interface Question {
  readonly answer: Deferred<Customers>;
  readonly aborter: AbortController;
  askers: number;
}

/** Several numbers in one question. */
export interface NumberBatch {
  /** The same number asked for twice is one question; it is dropped when nobody waits for it any more. */
  ask(number: string, signal: AbortSignal): Promise<Customers>;
}

const mostNumbers = 50;

/** The first number goes out at once; those that come while it is on its way go together afterwards. */
export function createNumberBatch(askAll: AskAll): NumberBatch {
  const questions = new Map<string, Question>();
  const waiting = new Set<string>();
  let asking = false;

  function ask(number: string, signal: AbortSignal): Promise<Customers> {
    signal.throwIfAborted();
    const question = questions.get(number) ?? open(number);
    question.askers += 1;
    const given = createDeferred<Customers>();
    const leave = () => {
      given.reject(signal.reason);
      question.askers -= 1;
      if (question.askers === 0) drop(number, question);
    };
    signal.addEventListener('abort', leave, { once: true });
    question.answer.promise.then(given.resolve, given.reject).finally(() => signal.removeEventListener('abort', leave));
    return given.promise;
  }

  function open(number: string): Question {
    const question = { answer: createDeferred<Customers>(), aborter: new AbortController(), askers: 0 };
    // Whoever left does not hear of a failure any more.
    question.answer.promise.catch(() => {});
    questions.set(number, question);
    waiting.add(number);
    queueMicrotask(() => void askWaiting());
    return question;
  }

  function drop(number: string, question: Question): void {
    question.aborter.abort();
    waiting.delete(number);
    if (questions.get(number) === question) questions.delete(number);
  }

  async function askWaiting(): Promise<void> {
    const numbers = [...waiting].slice(0, mostNumbers);
    if (asking || numbers.length === 0) return;
    asking = true;
    const asked = new Map(numbers.map((number) => [number, questions.get(number) as Question]));
    for (const number of numbers) waiting.delete(number);
    try {
      const answers = await askAll(numbers, whenAllLeft([...asked.values()]));
      for (const [number, { answer }] of asked) answer.resolve(answers.get(number) ?? []);
    } catch (error) {
      for (const { answer } of asked.values()) answer.reject(error);
    }
    for (const [number, question] of asked) if (questions.get(number) === question) questions.delete(number);
    asking = false;
    void askWaiting();
  }

  return { ask: async (number, signal) => ask(number, signal) };
}

/** Aborted when nobody waits for any of them. */
function whenAllLeft(questions: readonly Question[]): AbortSignal {
  const aborter = new AbortController();
  for (const { aborter: each } of questions) {
    each.signal.addEventListener('abort', () => {
      if (questions.every((question) => question.aborter.signal.aborted)) aborter.abort();
    });
  }
  return aborter.signal;
}
