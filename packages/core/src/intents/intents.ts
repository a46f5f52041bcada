import type { EventLog } from '../event-log.js';
import type { Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** What can be stopped before it happens. */
export type IntentType = 'before-dial' | 'before-answer' | 'before-hang-up';

/** Which call an intent is about. */
export interface IntentSubject {
  readonly callId: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
}

/** Something is about to be done by this page's agent; a listener may stop or delay it. */
export interface Intent extends IntentSubject {
  readonly type: IntentType;
  /** Stops it. @param reason for the agent and for the events */
  prevent(reason?: string): void;
  /**
   * Decides later: `false` or a rejection stops it. Call it while the listener runs. A dial that is not decided in
   * 10 seconds is stopped; an answer or a hang-up that is not decided in 3 seconds goes ahead.
   */
  waitUntil(decision: Promise<unknown>): void;
}

/** Listeners that may stop what an agent is about to do. Only this page's acts: the far end is never stopped. */
export interface Intents {
  /** @returns stops listening */
  listen(type: IntentType, listener: (intent: Intent) => void): Unsubscribe;
}

/** What the listeners decided. */
export type IntentDecision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export interface IntentBoard extends Intents {
  /** `undefined` when nobody listens: then it happens at once. @param tell told when it was prevented */
  ask(type: IntentType, subject: IntentSubject, tell?: EventLog['tell']): Promise<IntentDecision> | undefined;
}

/** Keeps the listeners. How they are asked is loaded when there are some. */
export function createIntentBoard(clock: Clock): IntentBoard {
  const listeners = new Map<IntentType, Set<(intent: Intent) => void>>();
  return {
    listen(type, listener) {
      const all = listeners.get(type) ?? new Set();
      // A wrapper of its own per subscription: the same function may listen twice.
      const entry = (intent: Intent) => listener(intent);
      listeners.set(type, all.add(entry));
      return () => void all.delete(entry);
    },
    ask(type, subject, tell) {
      const all = [...(listeners.get(type) ?? [])];
      if (all.length === 0) return undefined;
      return import('./decide.js').then(({ decide }) => decide({ type, subject, listeners: all, clock, tell }));
    },
  };
}
