/** What was wrong with a call, as the agent heard it. */
export const callIssues = [
  'echo',
  'noise',
  'delay',
  'choppy',
  'quiet',
  'could-not-hear-them',
  'they-could-not-hear-me',
  'dropped',
  'other',
] as const;

export type CallIssue = (typeof callIssues)[number];

/** What the agent thought of a call. */
export interface CallRating {
  /** 1 (bad) to 5 (excellent), as in an opinion poll after ITU-T P.800. */
  readonly score: 1 | 2 | 3 | 4 | 5;
  readonly issue?: CallIssue | undefined;
}

export interface CallRatingRequest extends CallRating {
  readonly callId: string;
}

/** Something that bothers the agent, in their words. */
export interface ProblemReport {
  /** The call it is about, live or ended. */
  readonly callId?: string | undefined;
  /** 1 to 2000 characters. */
  readonly text: string;
}
