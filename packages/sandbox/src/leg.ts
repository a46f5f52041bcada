import type { Line, Party } from '@dialdeck/core';
import type { Ear } from './ear.js';
import type { Endpoint } from './endpoint.js';
import type { Leg } from './script-call.js';

export interface LegOptions {
  readonly other: Party;
  readonly ear: Ear;
  readonly open: () => Promise<Endpoint>;
  /** Makes the opened telephone ring or dial. */
  readonly start: (endpoint: Endpoint) => Line | Promise<Line>;
  /** Refuses the call before the telephone was reached. */
  readonly refuse: Leg['refuse'];
  /** A header of the INVITE, for a call that came in. */
  readonly header?: Leg['header'] | undefined;
  /** Aborted when the call came to nothing before the telephone was reached. */
  readonly signal?: AbortSignal | undefined;
  readonly callBack: (afterMs: number) => void;
}

/** A person's end of one call: the telephone is opened when it is needed and put away when the call ends. */
export function createLeg(options: LegOptions): Leg & { end(): void; takenElsewhere(): void } {
  const { other, ear, signal } = options;
  const over = new AbortController();
  const end = () => over.abort();
  let endpoint: Endpoint | undefined;
  let line: Line | undefined;
  let reached: Promise<Line> | undefined;
  let markAnswered = () => {};
  const answered = new Promise<void>((resolve) => {
    markAnswered = resolve;
  });
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  over.signal.addEventListener('abort', () => endpoint?.dispose(), { once: true });

  async function reach(): Promise<Line> {
    endpoint = await options.open();
    if (over.signal.aborted) endpoint.dispose();
    const opened = await options.start(endpoint);
    line = opened;
    follow(opened);
    // The other end may come back over another line (RFC 3891): the person notices nothing.
    endpoint.phone.incoming((next) => next !== opened && follow(next));
    return opened;
  }

  function follow(next: Line): void {
    next.signals(({ type }) => {
      if (type === 'answered') {
        line = next;
        reached = Promise.resolve(next);
        markAnswered();
      }
      if (type === 'ended' && line === next) end();
    });
  }

  return {
    other,
    ended: over.signal,
    answered,
    tones: ear,
    callBack: options.callBack,
    voice: () => endpoint?.voice,
    isReached: () => line !== undefined,
    reach() {
      reached ??= reach();
      return reached;
    },
    header: options.header ?? (() => undefined),
    trouble: () => endpoint?.trouble,
    takenElsewhere: () => endpoint?.takenElsewhere(),
    refuse(sipCode, headers) {
      options.refuse(sipCode, headers);
      end();
    },
    end,
  };
}
