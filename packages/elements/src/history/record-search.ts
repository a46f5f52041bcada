import type { CallRecord, Dialer, DialerErrorCode, RecordQuery } from '@dialdeck/core';
import { isDialerError } from '@dialdeck/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Question {
  readonly dialer: Dialer | undefined;
  readonly query: RecordQuery;
  /** `recordsRevision` of the dialer: a new one asks again. */
  readonly revision: number;
}

const keyOf = ({ dialer, query }: Question) => JSON.stringify([dialer?.id, query]);

/** The most that one question may ask for. */
const mostAtOnce = 500;

/** Keeps an element supplied with call records: asks again when the question or the records change. */
export class RecordSearch implements ReactiveController {
  /** Newest first. What was found before stays until the next answer is there. */
  records: readonly CallRecord[] = [];
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  errorCode: DialerErrorCode | undefined;
  #cursor: string | undefined;
  #asked: { readonly key: string; readonly revision: number } | undefined;
  #question: Question | undefined;
  #turn = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked = undefined;
    this.#turn += 1;
  }

  /** Whether there are older ones. */
  get hasMore(): boolean {
    return this.#cursor !== undefined;
  }

  /** Call it from `willUpdate`. Does nothing when the question is the one that was asked last. */
  ask(question: Question): void {
    const key = keyOf(question);
    const same = key === this.#asked?.key;
    if (same && this.#asked?.revision === question.revision) return;
    this.#asked = { key, revision: question.revision };
    this.#question = question;
    // A change of some record must not take away what "Show more" had brought.
    const limit = same ? Math.min(mostAtOnce, Math.max(question.query.limit ?? 0, this.records.length)) : 0;
    void this.#run({ ...question.query, ...(limit > 0 ? { limit } : {}) });
  }

  /** Asks the same again, after a failure. */
  again(): void {
    if (this.#question) void this.#run({ ...this.#question.query });
  }

  /** Brings older ones. */
  more(): void {
    if (this.#question && this.#cursor) void this.#run({ ...this.#question.query, cursor: this.#cursor });
  }

  async #run(query: RecordQuery): Promise<void> {
    const dialer = this.#question?.dialer;
    const turn = ++this.#turn;
    this.errorCode = undefined;
    if (!dialer) return this.#settle('idle', []);
    this.status = 'loading';
    try {
      const page = await dialer.records.search(query);
      if (turn !== this.#turn) return;
      this.#cursor = page.nextCursor;
      this.#settle('ready', query.cursor ? [...this.records, ...page.records] : page.records);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.errorCode = isDialerError(error) ? error.code : 'internal-error';
      this.#settle('failed', this.records);
    }
  }

  #settle(status: 'idle' | 'ready' | 'failed', records: readonly CallRecord[]): void {
    this.status = status;
    this.records = records;
    this.host.requestUpdate();
  }
}
