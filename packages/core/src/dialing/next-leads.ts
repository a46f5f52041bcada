import type { AgentState } from '../agent/agent-state.js';
import type { DialingMode } from '../queue/attempt.js';

/** What decides whether leads are claimed now. */
export interface NextLeadsSituation {
  readonly status: 'stopped' | 'running' | 'paused' | 'waiting';
  readonly mode: DialingMode;
  readonly agent: AgentState;
  /** How many leads are held, and how many of them talk or are in wrap-up. */
  readonly held: number;
  readonly busy: number;
  /** What the pacer allows; power mode. */
  readonly place: number;
}

/** What to do next. */
export interface NextLeads {
  readonly claim: number;
  /** What becomes of them. */
  readonly then: 'show' | 'dial';
}

/**
 * How many leads are claimed now. An agent gets one only when ready: not in a pause, not in another call, with a phone
 * and a microphone. In power mode the pacer adds lines while nobody is on one.
 */
export function nextLeads({ status, mode, agent, held, busy, place }: NextLeadsSituation): NextLeads {
  const then = mode === 'preview' || mode === 'manual' ? 'show' : 'dial';
  const wants = !agent.pauseNext && (agent.status === 'ready' || (held > 0 && agent.status === 'dialing'));
  if (status === 'stopped' || status === 'paused' || mode === 'manual' || !wants || busy > 0) return { claim: 0, then };
  if (mode === 'power') return { claim: Math.max(0, place), then };
  return { claim: held === 0 && agent.status === 'ready' ? 1 : 0, then };
}
