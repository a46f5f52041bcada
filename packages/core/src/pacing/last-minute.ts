const minuteMs = 60_000;
const secondMs = 1_000;
const brakeMs = 60_000;

/** Answers of a minute before their share says anything. */
const fewestAnswers = 20;

/** What happened in the last minute, for the guards that look no further back. */
export interface LastMinute {
  /** Whether more than half of more than 20 answers of one minute were abandoned less than a minute ago. */
  isBraking(now: number): boolean;
  /** Calls dialed in the last second that are no longer in flight. */
  endedSoon(now: number): number;
  callResolved(dialedAt: number, at: number): void;
  answerSettled(at: number, abandoned: boolean): void;
}

/** The emergency brake and the part of the calls per second that a snapshot does not show. */
export function createLastMinute(): LastMinute {
  const answers: (readonly [at: number, abandoned: boolean])[] = [];
  let short: number[] = [];
  let brakeUntil = Number.NEGATIVE_INFINITY;
  let abandonedNow = 0;

  return {
    isBraking: (now) => now < brakeUntil,
    endedSoon(now) {
      if (short.length > 0) short = short.filter((dialedAt) => dialedAt > now - secondMs);
      return short.length;
    },
    callResolved(dialedAt, at) {
      if (dialedAt > at - secondMs) short.push(dialedAt);
    },
    answerSettled(at, abandoned) {
      answers.push([at, abandoned]);
      if (abandoned) abandonedNow += 1;
      while ((answers[0]?.[0] ?? at) <= at - minuteMs) {
        const [, wasAbandoned] = answers.shift() ?? [];
        if (wasAbandoned) abandonedNow -= 1;
      }
      if (answers.length > fewestAnswers && abandonedNow * 2 > answers.length) brakeUntil = at + brakeMs;
    },
  };
}
