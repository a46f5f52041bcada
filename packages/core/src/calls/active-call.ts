import { isLeavingMessage } from '../recording/voicemail-state.js';
import type { CallState, LiveCallState } from './call-state.js';

/** How much a call has the agent's ear. An incoming call that rings has not got it yet. */
function claim(call: CallState): number {
  switch (call.status) {
    case 'active':
      // Whoever was let go hears no agent.
      if (call.abandoned) return 0;
      // A machine that gets a message needs nobody; until its beep it is shown when nothing else is.
      if (isLeavingMessage(call.voicemail)) return call.voicemail?.status === 'listening' ? 0.5 : 0;
      return call.held ? 1 : 3;
    case 'dialing':
    case 'ringing':
    case 'connecting':
      return 2;
    default:
      return 0;
  }
}

/** The one that talks, else the one being dialed or answered, else the newest held one. */
export function activeCallIdOf(calls: readonly LiveCallState[]): string | undefined {
  const best = calls.reduce<LiveCallState | undefined>(
    (chosen, call) => (claim(call) > 0 && (!chosen || claim(call) >= claim(chosen)) ? call : chosen),
    undefined,
  );
  return best?.id;
}

/** Others that would talk at the same time. Those of one conference talk together; a machine that gets a message hears no agent. */
export const talkingBeside = (calls: readonly LiveCallState[], id: string): readonly string[] =>
  calls
    .filter(
      (call) =>
        call.id !== id &&
        call.status === 'active' &&
        !call.held &&
        !call.abandoned &&
        call.mergedWith !== id &&
        !isLeavingMessage(call.voicemail),
    )
    .map((call) => call.id);
