/** Somebody a call can be sent to. All text is untrusted and rendered as text. */
export interface FoundPerson {
  readonly name: string;
  /** What is dialed: number, extension or user name. */
  readonly number: string;
  /** Such as a department, or whether they are free. */
  readonly note?: string | undefined;
}

/** How many are shown. */
export const mostPeople = 20;

/**
 * The agent types a name where a call is to be sent. The page answers with `respondWith`; several may answer, the
 * people are shown in that order, before customers, at most 20 in all. Nobody needs to answer: numbers can be typed all the same.
 */
export class DialFindPeopleEvent extends Event {
  readonly #answers: (readonly FoundPerson[] | Promise<readonly FoundPerson[]>)[] = [];

  constructor(
    readonly text: string,
    /** Aborted when the agent has typed on. */
    readonly signal: AbortSignal,
  ) {
    super('dial-find-people', { bubbles: true, composed: true });
  }

  /** Call it while the event is being handled. An answer that is rejected counts for nobody. */
  respondWith(people: readonly FoundPerson[] | Promise<readonly FoundPerson[]>): void {
    this.#answers.push(people);
  }

  /** Everybody who was found. For the elements. */
  async people(): Promise<readonly FoundPerson[]> {
    const answers = await Promise.allSettled(this.#answers);
    const all = answers.flatMap((one) => (one.status === 'fulfilled' && Array.isArray(one.value) ? one.value : []));
    return all.filter(isPerson).slice(0, mostPeople);
  }
}

const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= longest;

const isPerson = (one: Partial<FoundPerson> | null): one is FoundPerson =>
  typeof one === 'object' && isText(one?.name, 200) && isText(one?.number, 128);

declare global {
  interface HTMLElementEventMap {
    'dial-find-people': DialFindPeopleEvent;
  }
}
