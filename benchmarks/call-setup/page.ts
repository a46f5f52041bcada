// Runs in the page of the bench: one call at a time, by whichever contender is asked.
import type { Account, Contender } from './contender.js';
import { createOurs } from './ours.js';
import { createPlainJsSip } from './plain-jssip.js';
import { createSipJs } from './sip-js.js';
import { awaitAudio, installEyes, startWatching } from './wire-watch.js';

/** Milliseconds of one call. */
export interface CallTimes {
  readonly clickToInvite: number;
  readonly clickToAnswer: number;
  readonly answerToAudio: number;
}

export type ContenderName = 'ours' | 'jssip' | 'sipjs';

installEyes();
const contenders = {
  ours: createOurs(),
  jssip: createPlainJsSip(),
  sipjs: createSipJs(),
} satisfies Record<ContenderName, Contender>;
let microphone: MediaStream | undefined;

export const bench = {
  /** The microphone stays open while calls are made: the device is warm and the permission given. */
  async warmUp(): Promise<void> {
    microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  },
  start: (name: ContenderName, account: Account): Promise<void> => contenders[name].start(account),
  stop: (name: ContenderName): Promise<void> => contenders[name].stop(),
  async call(name: ContenderName, number: string): Promise<CallTimes> {
    startWatching();
    const click = performance.now();
    const answered = contenders[name].call(number);
    const [hangUp, { invite, answer, audio }] = await Promise.all([answered, awaitAudio()]);
    await hangUp();
    return {
      clickToInvite: invite - click,
      clickToAnswer: answer - click,
      answerToAudio: Math.max(0, audio - answer),
    };
  },
  /** What no library can go below: offer, local description, first candidate. */
  async floor(iceServers: RTCIceServer[]): Promise<number> {
    const [track] = microphone?.getAudioTracks() ?? [];
    const click = performance.now();
    const pc = new RTCPeerConnection({ iceServers });
    if (track) pc.addTrack(track);
    const first = new Promise((resolve) => pc.addEventListener('icecandidate', resolve, { once: true }));
    await pc.setLocalDescription(await pc.createOffer());
    await first;
    const took = performance.now() - click;
    pc.close();
    return took;
  },
};

Object.assign(globalThis, { bench });
