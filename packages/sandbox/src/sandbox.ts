import { DialerError, type Phone, systemClock } from '@dialdeck/core';
import { createAgentPhone, type SandboxPhoneOptions } from './agent-phone.js';
import { createAudioEngine } from './audio-engine.js';
import { createDeviceRack, type SandboxDevice } from './device-rack.js';
import { createPbx, type Pbx } from './pbx.js';
import { readyMadePeople } from './people.js';
import type { Person } from './person.js';
import { createPhoneBook } from './phone-book.js';
import { resolveSandboxOptions, type SandboxOptions } from './sandbox-options.js';
import { createScaledClock } from './scaled-clock.js';
import { createStage, type SandboxCall } from './stage.js';

/** A telephone network inside the page: an exchange, and people who answer. */
export interface Sandbox {
  /** Everybody who was described, ready-made people last. */
  readonly people: readonly Person[];
  readonly pbx: Pbx;
  /**
   * A telephone for an agent, to be given to `createDialer`.
   * @throws DialerError `sandbox-invalid`, `disposed`
   */
  phone(options?: SandboxPhoneOptions): Phone;
  /**
   * Somebody calls an agent.
   * @param agent a phone of this sandbox, or its number
   * @param number who calls
   * @throws DialerError `sandbox-invalid`, `disposed`
   */
  call(agent: Phone | string, number: string): SandboxCall;
  /** Adds somebody, in place of whoever has the number. @throws DialerError `sandbox-invalid` */
  addPerson(person: Person): void;
  /** Plugs a microphone or a speaker into the agents' computer, in place of one with the same id. */
  plug(device: SandboxDevice): void;
  /** Pulls it out, also in the middle of a call. */
  unplug(id: string): void;
  /** Ends every call and closes every phone of this sandbox. */
  dispose(): Promise<void>;
}

/**
 * Builds a telephone network inside the page: real SIP messages, real WebRTC sound,
 * no server, no microphone and no permission prompt.
 *
 * ```ts
 * const sandbox = createSandbox();
 * const dialer = createDialer({ phone: sandbox.phone() });
 * await dialer.connect();
 * dialer.call(sandbox.people[0].number);
 * ```
 *
 * @throws DialerError `sandbox-invalid`
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const resolved = resolveSandboxOptions(options);
  const { domain, networkDelayMs, seed, speed, strangers, language } = resolved;
  const book = createPhoneBook({
    people: [...resolved.people, ...(resolved.readyMade ? readyMadePeople : [])],
    seed: strangers ? seed : undefined,
  });
  const engine = createAudioEngine();
  const pbx = createPbx({
    clock: systemClock,
    domain,
    delayMs: networkDelayMs,
    passwords: new Map(Object.entries(resolved.passwords)),
    attendant: (pending) => stage.receive(pending),
  });
  const clock = createScaledClock(systemClock, speed);
  const stage = createStage({ book, pbx, engine, clock, domain, speed, language });
  const phones = new Map<Phone, string>();
  const rack = createDeviceRack();
  let disposed = false;

  function assertOpen(): void {
    if (disposed) throw new DialerError('disposed', 'This sandbox was disposed; create a new one.');
  }

  function numberOf(agent: Phone | string): string {
    const number = typeof agent === 'string' ? agent : phones.get(agent);
    if (number !== undefined) return number;
    throw new DialerError(
      'sandbox-invalid',
      'agent: this phone is not of this sandbox. Pass one that sandbox.phone() made.',
    );
  }

  return {
    get people() {
      return book.people();
    },
    pbx,
    phone(phoneOptions = {}) {
      assertOpen();
      const free = String(1001 + phones.size);
      const { phone, number } = createAgentPhone({ number: free, ...phoneOptions }, { pbx, engine, domain, rack });
      phones.set(phone, number);
      return phone;
    },
    call(agent, number) {
      assertOpen();
      return stage.call(numberOf(agent), number);
    },
    addPerson: book.add,
    plug: rack.plug,
    unplug: rack.unplug,
    async dispose() {
      if (disposed) return;
      disposed = true;
      stage.dispose();
      await Promise.all([...phones.keys()].map((phone) => phone.dispose()));
      pbx.dispose();
      engine.dispose();
    },
  };
}
