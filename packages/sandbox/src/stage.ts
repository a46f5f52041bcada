import { type Clock, DialerError } from '@dialdeck/core';
import type { AudioEngine } from './audio-engine.js';
import { createEar } from './ear.js';
import { openEndpoint } from './endpoint.js';
import { createLeg, type LegOptions } from './leg.js';
import type { PbxCore } from './pbx.js';
import type { PendingCall } from './pending-call.js';
import type { Person } from './person.js';
import type { PhoneBook } from './phone-book.js';
import { runScript, type Script } from './run-script.js';
import { createScriptCall } from './script-call.js';

export interface StageOptions {
  readonly book: PhoneBook;
  readonly pbx: PbxCore;
  readonly engine: AudioEngine;
  /** The people's own time. */
  readonly clock: Clock;
  readonly domain: string;
  readonly speed: number;
  readonly language: 'en' | 'zh';
}

/** A call somebody makes to an agent. */
export interface SandboxCall {
  /** `true` once the agent answered, `false` when it ended without. Never rejects. */
  readonly answered: Promise<boolean>;
  /** Never rejects. */
  readonly ended: Promise<void>;
  /** The caller hangs up, or gives up. */
  hangUp(): void;
  /** While it rings: a colleague takes the call at another telephone (RFC 3326 Reason, cause 200). */
  takenElsewhere(): void;
}

/** Where the people are: everybody who is on a call, and what they do there. */
export interface Stage {
  /** Somebody is called. `false` when there is nobody of that number. */
  receive(pending: PendingCall): boolean;
  /** Somebody calls. @throws DialerError `sandbox-invalid` */
  call(agent: string, number: string): SandboxCall;
  dispose(): void;
}

const pickUp: Script = async (call) => {
  await call.ring(2000);
  await call.answer();
  await call.chat();
};

const greet: Script = async (call) => {
  await call.say('Hello, do you have a minute?');
  await call.chat();
};

export function createStage(options: StageOptions): Stage {
  const { book, pbx, engine, clock, domain, speed, language } = options;
  const legs = new Set<{ end(): void }>();
  let disposed = false;

  function legOf(person: Person, parts: Omit<LegOptions, 'ear' | 'open' | 'callBack'>) {
    const ear = createEar(engine);
    const name = language === 'zh' ? (person.zh?.name ?? person.name) : person.name;
    const leg = createLeg({
      ...parts,
      ear,
      open: () => openEndpoint({ person, name, pbx, engine, domain, speed, ear }),
      callBack: (afterMs) => clock.after(afterMs, () => !disposed && start(parts.other.number, person)),
    });
    legs.add(leg);
    leg.ended.addEventListener('abort', () => legs.delete(leg), { once: true });
    return leg;
  }

  function start(agent: string, person: Person): SandboxCall {
    const leg = legOf(person, {
      other: { number: agent },
      start: ({ phone }) => phone.dial(agent),
      refuse: () => {},
    });
    const call = createScriptCall(leg, clock);
    const ended = new Promise<void>((resolve) => leg.ended.addEventListener('abort', () => resolve(), { once: true }));
    const answered = call.answer().then(
      () => true,
      () => false,
    );
    void runScript(
      async () => {
        await call.answer();
        await (person.onAnswered ?? greet)(call);
      },
      call,
      leg,
    );
    return { answered, ended, hangUp: () => void call.hangUp(), takenElsewhere: leg.takenElsewhere };
  }

  return {
    receive(pending) {
      const person = book.find(pending.number);
      if (!person) return false;
      const leg = legOf(person, {
        other: pending.caller,
        signal: pending.signal,
        refuse: pending.reject,
        header: pending.header,
        start({ station, rung }) {
          pending.passTo(station);
          return rung;
        },
      });
      void runScript(person.onCall ?? pickUp, createScriptCall(leg, clock), leg);
      return true;
    },
    call(agent, number) {
      const person = book.find(number);
      if (person) return start(agent, person);
      throw new DialerError(
        'sandbox-invalid',
        `number: ${JSON.stringify(number)} belongs to nobody. Add them with addPerson().`,
      );
    },
    dispose() {
      disposed = true;
      for (const leg of [...legs]) leg.end();
    },
  };
}
