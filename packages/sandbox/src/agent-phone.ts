import { DialerError, type Phone, systemClock } from '@dialdeck/core';
import { createBrowserAudio, createSipPhone, type SipPhoneOptions, type SipTrace } from '@dialdeck/core/jssip';
import type { AudioEngine } from './audio-engine.js';
import type { DeviceRack } from './device-rack.js';
import type { Plug } from './pbx.js';
import { createSyntheticDevices } from './synthetic-devices.js';
import type { Voice } from './voice.js';

export interface SandboxPhoneOptions {
  /** Extension of the agent: letters, digits and `.+_-`. @defaultValue the next free one from `1001` */
  readonly number?: string | undefined;
  /** Shown to the people called. */
  readonly name?: string | undefined;
  /** Matters only for numbers in the sandbox's `passwords`. */
  readonly password?: string | undefined;
  /** Whether people are heard from the loudspeaker. What arrives is measured either way. @defaultValue `false` */
  readonly speaker?: boolean | undefined;
  /** `real` asks for the computer's own microphone. @defaultValue `synthetic`: a voice that talks by itself */
  readonly microphone?: 'synthetic' | 'real' | undefined;
  /** Told every SIP message with passwords, tokens and digests removed. */
  readonly trace?: ((message: SipTrace) => void) | undefined;
}

export interface AgentPhoneParts {
  readonly pbx: { plug(number: string): Pick<Plug, 'open'> };
  readonly engine: AudioEngine;
  readonly domain: string;
  readonly rack: DeviceRack;
  /** An exchange in this page dies with it, and the call too. @defaultValue `never` */
  readonly resumeCalls?: SipPhoneOptions['resumeCalls'];
}

/** WebRTC statistics measure behind the volume control: at 40 dB less nobody hears it, and it still counts. */
const BARELY = 0.01;

const patter = [
  'Good morning, this is the sales team.',
  'I would like to tell you about our new offer.',
  'Would next week suit you?',
  'Thank you, I will write that down.',
] as const;

/** An agent's telephone: the same SIP phone as for a real server, plugged into the page's own exchange. */
export function createAgentPhone(
  options: SandboxPhoneOptions,
  { pbx, engine, domain, rack, resumeCalls = 'never' }: AgentPhoneParts,
): { readonly phone: Phone; readonly number: string } {
  const { number = '1001', name, password = 'sandbox', speaker = false, microphone = 'synthetic', trace } = options;
  if (!/^[a-z0-9.+_-]{1,32}$/i.test(number)) {
    const rule = 'is not 1 to 32 letters, digits and .+_-. Pass something like "1001".';
    throw new DialerError('sandbox-invalid', `number: ${JSON.stringify(number)} ${rule}`);
  }
  const loudness = speaker ? 1 : BARELY;
  const mediaDevices = createSyntheticDevices({ rack, engine, speak: keepTalking });
  const phone = createSipPhone({
    uri: `sip:${number}@${domain}`,
    servers: [`wss://${domain}`],
    credentials: () => ({ password }),
    displayName: name,
    audio: microphone === 'real' ? createBrowserAudio() : createBrowserAudio({ mediaDevices, loudness }),
    openSocket: pbx.plug(number).open,
    resumeCalls,
    trace,
  });
  return { phone, number };
}

/** Says one line after the other until stopped. */
function keepTalking(voice: Voice): () => void {
  let line = 0;
  let cancel = () => {};
  const next = () => {
    const lasts = voice.say(patter[line++ % patter.length] ?? '');
    cancel = systemClock.after(lasts + 800, next);
  };
  next();
  return () => {
    cancel();
    voice.hush();
  };
}
