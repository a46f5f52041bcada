import type { SippOptions } from './sipp.js';

type Script = Pick<SippOptions, 'scenario' | 'values' | 'echo'> & { readonly number: string };

const refusing = (scenario: 'reject' | 'ring-reject', status: string): Omit<Script, 'number'> => ({
  scenario,
  values: { status },
});

/** The people behind the carrier, by what they do. The last digits of a number are the SIP status it is about. */
export const farEnds = {
  busy: { number: '12025550486', ...refusing('reject', '486 Busy Here') },
  unknown: { number: '12025550404', ...refusing('reject', '404 Not Found') },
  switchedOff: { number: '12025550480', ...refusing('reject', '480 Temporarily Unavailable') },
  notAtHome: { number: '12025550408', ...refusing('ring-reject', '480 Temporarily Unavailable') },
  outOfService: { number: '12025550503', ...refusing('reject', '503 Service Unavailable') },
  declines: { number: '12025550603', ...refusing('ring-reject', '603 Decline') },
  neverAnswers: { number: '12025550180', scenario: 'ring' },
  answersTooLate: { number: '12025550487', scenario: 'cancel-race' },
  answers: { number: '12025550200', scenario: 'answer', echo: true },
  hesitates: { number: '12025550202', scenario: 'hesitate', echo: true },
  hangsUp: { number: '12025550201', scenario: 'answer-bye', echo: true },
  holds: { number: '12025550203', scenario: 'far-hold', echo: true },
  refusesHold: { number: '12025550488', scenario: 'reject-hold', echo: true },
  collides: { number: '12025550491', scenario: 'glare', echo: true },
  playsFirst: { number: '12025550183', scenario: 'early-media', echo: true },
  crosses: { number: '12025550492', scenario: 'cross-hold', echo: true },
  progressesSilently: { number: '12025550184', scenario: 'silent-progress', echo: true },
  wantsLongTimer: { number: '12025550422', scenario: 'long-timer', echo: true },
  movedAway: {
    number: '12025550302',
    scenario: 'refuse-with',
    values: { status: '302 Moved Temporarily', header: 'Contact: <sip:12025550199@carrier.test>' },
  },
  behindSecondLogin: { number: '12025550407', scenario: 'answer', echo: true },
  takesBack: { number: '12025550210', scenario: 'takeover', values: { onReplaces: '1' }, echo: true },
  knowsNoCall: { number: '12025550481', scenario: 'takeover', values: { onReplaces: '5' }, echo: true },
} as const satisfies Record<string, Script>;

export type FarEndName = keyof typeof farEnds;
