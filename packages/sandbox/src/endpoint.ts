import type { Line, Phone } from '@dialdeck/core';
import { createSipPhone } from '@dialdeck/core/jssip';
import type { AudioEngine } from './audio-engine.js';
import type { Ear } from './ear.js';
import { sipUserOf } from './number-key.js';
import type { PbxCore } from './pbx.js';
import type { Person } from './person.js';
import { hashOf } from './random.js';
import type { StationTrouble } from './station-trouble.js';
import { createSyntheticAudio } from './synthetic-audio.js';
import { createVoice, type Voice } from './voice.js';

export interface EndpointOptions {
  readonly person: Person;
  /** Shown to the other end. */
  readonly name: string;
  readonly pbx: PbxCore;
  readonly engine: AudioEngine;
  readonly domain: string;
  readonly speed: number;
  readonly ear: Ear;
}

/** A person's telephone, for one call. */
export interface Endpoint {
  readonly phone: Phone;
  /** Where the PBX can reach it. */
  readonly station: number;
  readonly voice: Voice;
  /** What goes wrong on the way to this telephone. */
  readonly trouble: StationTrouble;
  /** Whoever it calls stops ringing: another telephone took the call. */
  takenElsewhere(): void;
  /** The first call that arrives. */
  readonly rung: Promise<Line>;
  dispose(): void;
}

/** Puts a telephone on a person's table: a real SIP phone, registered with the PBX. */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { person, pbx, engine, domain, ear } = options;
  const user = sipUserOf(person.number);
  const pitch = person.voice?.pitch ?? 95 + (hashOf(user) % 140);
  const voice = createVoice(engine, { pitch, level: 0.5, speed: options.speed });
  const plug = pbx.plug(user, { hidden: true });
  const phone = createSipPhone({
    uri: `sip:${user}@${domain}`,
    servers: [`wss://${domain}`],
    credentials: () => ({ password: 'sandbox' }),
    displayName: options.name === person.number ? undefined : options.name,
    audio: createSyntheticAudio({ voice: () => voice, play: ear.listenTo }),
    openSocket: plug.open,
    // An agent whose page was reloaded comes back to the call.
    allowReplaces: true,
    // People call whom an agent sends them to. Nobody pays for it here.
    allowTransfer: () => true,
    resumeCalls: 'never',
  });
  const rung = new Promise<Line>((resolve) => phone.incoming(resolve));
  const dispose = () => {
    void phone.dispose().finally(() => {
      voice.dispose();
      plug.remove();
    });
  };
  try {
    await phone.connect();
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    phone,
    station: plug.station,
    trouble: plug.trouble,
    takenElsewhere: plug.takenElsewhere,
    voice,
    rung,
    dispose,
  };
}
