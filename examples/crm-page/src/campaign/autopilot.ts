import type { Dialer } from '@dialdeck/core';

/** Plays the agent, so that a campaign runs to its end by itself. */
export interface Autopilot {
  isOn(): boolean;
  set(on: boolean): void;
}

/** The results it gives, in turn: it does not listen. */
const results = ['no-interest', 'send-offer', 'sale', 'callback', 'no-interest', 'sale'] as const;

const hourMs = 3_600_000;

/**
 * Talks for some seconds, hangs up, and gives the results in turn. Only calls of the campaign are its business; what a
 * person does meanwhile counts more.
 * @param speed how many times faster it acts, as the people of the sandbox do
 */
export function createAutopilot(dialer: Dialer, speed: number): Autopilot {
  const talkMs = 4_000 / speed;
  const writeMs = 1_000 / speed;
  let isOn = false;
  let given = 0;
  /** What is done already, so that a state that changes many times a second starts it once. */
  const begun = new Set<string>();

  function once(what: string, ms: number, act: () => void): void {
    if (begun.has(what)) return;
    begun.add(what);
    setTimeout(() => {
      if (isOn) act();
      else begun.delete(what);
    }, ms);
  }

  function look(): void {
    const { queue, calls, wrapUp } = dialer.state.snapshot;
    if (!isOn || !queue) return;
    for (const { phase, callId = '', lead } of queue.leads) {
      if (phase === 'preview') once(`dial ${lead.id}`, writeMs, () => void dialer.queue?.dial().catch(() => {}));
      const call = calls.find(({ id }) => id === callId);
      if (phase === 'talking' && call?.status === 'active')
        once(`hang up ${callId}`, talkMs, () => dialer.findCall(callId)?.hangUp());
      if (phase === 'wrap-up' && wrapUp?.callId === callId) once(`result ${callId}`, writeMs, giveResult);
    }
  }

  function giveResult(): void {
    const disposition = results[given % results.length] ?? 'sale';
    given += 1;
    const callbackAt = disposition === 'callback' ? Date.now() + hourMs : undefined;
    // Somebody gave the result by hand meanwhile: then there is nothing to give.
    void dialer.wrapUp.complete({ disposition, callbackAt }).catch(() => {});
  }

  dialer.state.subscribe(look);
  return {
    isOn: () => isOn,
    set(on) {
      isOn = on;
      look();
    },
  };
}
