/** Whose data is to go: the customer, the numbers, or both. */
export interface ErasureSubject {
  /** The id in the CRM or the local store. */
  readonly customerId?: string | undefined;
  /** Every number the person is known by; compared by their digits. */
  readonly numbers?: readonly string[] | undefined;
}

/** What an eraser is told. */
export interface ErasureRequest extends ErasureSubject {
  /** The calls with this person; their records are deleted after all erasers are done. */
  readonly callIds: readonly string[];
}

/** How many of what were erased, such as `{ what: 'recordings', count: 3 }`. */
export interface ErasedPart {
  readonly what: string;
  readonly count: number;
  /** Why these were kept instead, such as a law that asks for it. Absent for what was erased. */
  readonly keptFor?: string | undefined;
}

/** What was not erased on purpose. */
export interface KeptPart extends ErasedPart {
  readonly keptFor: string;
}

/** One who keeps data about people: erases on request what belongs to a person. Asked again, it finds nothing. */
export interface DataEraser {
  /** Names what could not be erased. */
  readonly name: string;
  erase(request: ErasureRequest): Promise<readonly ErasedPart[]>;
  /** Of these calls, those that have to stay for now because nobody else has what hangs on them. Not asked by an erasure. */
  holdBack?(callIds: readonly string[]): Promise<readonly string[]>;
  /** These calls are over their time: what hangs on them goes too. @defaultValue nothing hangs on calls */
  eraseCalls?(callIds: readonly string[]): Promise<readonly ErasedPart[]>;
}

/** What was erased, and what is left to do. */
export interface ErasureReport {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly subject: ErasureSubject;
  readonly erased: readonly ErasedPart[];
  /** What stays, and why: say so to whoever asked. */
  readonly kept: readonly KeptPart[];
  /** What others hold and has to be erased there. */
  readonly elsewhere: readonly { readonly where: 'crm'; readonly what: 'call' | 'customer'; readonly ref: string }[];
  /** What could not be erased; ask again later. Until it is empty the erasure is not complete. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
}

/** One count per kind, without those of which nothing was found. */
export function sumUp(parts: readonly ErasedPart[]): readonly ErasedPart[] {
  const sums = new Map<string, number>();
  for (const { what, count, keptFor } of parts)
    if (keptFor === undefined) sums.set(what, (sums.get(what) ?? 0) + count);
  return [...sums].filter(([, count]) => count > 0).map(([what, count]) => ({ what, count }));
}
