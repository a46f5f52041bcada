/** What the agent says about a finished call. */
export interface WrapUpResult {
  /** Id of one of the dialer's dispositions. */
  readonly disposition: string;
  /** @defaultValue what was noted during the call */
  readonly note?: string | undefined;
  /** When to call back, milliseconds since 1970. */
  readonly callbackAt?: number | undefined;
}

/** The work after a call. Its state is `dialer.state.snapshot.wrapUp`. */
export interface WrapUp {
  /** Keeps what is typed, so that a crash does not lose it. @throws DialerError `wrap-up-not-open` */
  setNote(note: string): void;
  /**
   * Stores the result and moves on. Resolves when it is durable.
   * @throws DialerError `wrap-up-not-open`, `disposition-unknown`, `disposition-not-fitting`, `note-required`,
   * `callback-required`, `storage-failed`
   */
  complete(result: WrapUpResult): Promise<void>;
  /** Takes more time. Does nothing when there is no limit, or no extension is left. */
  extend(): void;
}
