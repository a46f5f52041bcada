import type { DialerState } from '../dialer-state.js';
import { defaultDispositions } from '../wrap-up/wrap-up-state.js';

/** What is shown until an owner is heard. */
export const nothingYet: DialerState = {
  connection: { status: 'offline' },
  microphone: { status: 'unknown' },
  agent: undefined,
  agentState: { status: 'offline', since: 0 },
  pauseCodes: [],
  doNotDisturb: false,
  calls: [],
  activeCallId: undefined,
  wrapUp: undefined,
  wrapUpsWaiting: 0,
  dispositions: defaultDispositions,
  recordsRevision: 0,
  warnings: [],
};
