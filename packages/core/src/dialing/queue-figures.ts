import type { DialerEvent } from '../dialer-events.js';
import { createKpiAccumulator, type KpiAgentState, type Kpis } from '../kpi/index.js';
import type { Attempt } from '../queue/attempt.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';

/** The figures of this page, kept up as calls and the agent's states go by. */
export interface QueueFigures {
  attempt(attempt: Attempt, chosen: Disposition | undefined, timedOut: boolean): void;
  lease(hasExpired: boolean): void;
  listSize(leads: number): void;
  hear(event: DialerEvent): void;
  snapshot(): Kpis;
}

/** What a stretch of an agent's time counts as. Waiting for somebody to answer is waiting. */
const meanings: Readonly<Record<string, KpiAgentState>> = {
  ready: 'ready',
  preview: 'ready',
  dialing: 'ready',
  'on-call': 'talk',
  'wrap-up': 'wrap-up',
  'not-ready': 'break',
};

export function createQueueFigures(): QueueFigures {
  const figures = createKpiAccumulator();
  return {
    attempt(attempt, chosen, timedOut) {
      const { customerContact, sale, completed, doNotCall } = chosen ?? {};
      figures.addAttempt(attempt, {
        customerContact,
        rightParty: customerContact,
        sale,
        completed: completed || doNotCall,
        wrapUpTimedOut: timedOut,
      });
    },
    lease: figures.addLease,
    listSize: figures.setListSize,
    hear({ type, data }) {
      if (type !== 'dialdeck.agent.changed') return;
      const state = meanings[data.previous];
      if (state) figures.addInterval({ state, from: data.previousSince, to: data.since });
    },
    snapshot: figures.snapshot,
  };
}
