import type { LineAudio, ReplaceTrack } from '../../../audio/line-audio.js';
import type { MicrophoneState } from '../../../phone/phone.js';
import { createStore } from '../../../shared/store.js';
import { audioSdp } from './sip-message.js';

/** A track that knows whether somebody still uses it. */
export interface FakeTrack {
  readonly kind: 'audio';
  enabled: boolean;
  readyState: 'live' | 'ended';
  stop(): void;
}

interface FakeSoundMix {
  readonly track: FakeTrack;
  /** What it is made of now. */
  of: readonly unknown[];
}

export interface FakeAudio extends LineAudio {
  readonly tracks: readonly FakeTrack[];
  /** What was mixed, oldest first. */
  readonly mixes: readonly FakeSoundMix[];
  /** Sounds that were sent over and over, oldest first. */
  readonly loops: readonly { readonly track: FakeTrack; readonly url: string }[];
  /** Voices that play now. */
  readonly playing: ReadonlySet<unknown>;
  /** Holds the browser's question open until `allow`; `asked` resolves when it is asked. */
  askFirst(): { readonly asked: Promise<void>; allow(): void };
  /** Another microphone is used: every call gets a new track, as muted as the old one. */
  change(): Promise<void>;
  /** The next request fails. */
  failWith(error: Error): void;
}

export function createFakeAudio(): FakeAudio {
  const tracks: FakeTrack[] = [];
  const playing = new Set<unknown>();
  const mixes: FakeSoundMix[] = [];
  const loops: { readonly track: FakeTrack; readonly url: string }[] = [];
  let gate: Promise<void> = Promise.resolve();
  let tellAsked = () => {};
  let failure: Error | undefined;
  const leases = new Set<{ track: FakeTrack; replace: ReplaceTrack }>();
  return {
    microphone: createStore<MicrophoneState>({ status: 'unknown' }),
    tracks,
    playing,
    mixes,
    loops,
    askFirst() {
      let allow = () => {};
      gate = new Promise((resolve) => {
        allow = resolve;
      });
      const asked = new Promise<void>((resolve) => {
        tellAsked = resolve;
      });
      return { asked, allow: () => allow() };
    },
    async change() {
      for (const lease of leases) {
        const before = lease.track;
        const next = Object.assign(createTrack(), { enabled: before.enabled });
        tracks.push(next);
        lease.track = next;
        await lease.replace(next as unknown as MediaStreamTrack, before as unknown as MediaStreamTrack);
        before.stop();
      }
    },
    failWith(error) {
      failure = error;
    },
    async openMicrophone() {
      tellAsked();
      await gate;
      if (failure !== undefined) throw failure;
      const track = createTrack();
      tracks.push(track);
      const lease = { track, replace: (() => {}) as ReplaceTrack };
      leases.add(lease);
      return {
        stream: { getTracks: () => [lease.track] } as unknown as MediaStream,
        follow(replace) {
          lease.replace = replace;
          return () => {};
        },
        release() {
          leases.delete(lease);
          lease.track.stop();
        },
      };
    },
    async loop(url) {
      const loop = { track: createTrack(), url };
      loops.push(loop);
      return { track: loop.track as unknown as MediaStreamTrack, close: () => loop.track.stop() };
    },
    async mix(of) {
      const mix = { track: createTrack(), of };
      mixes.push(mix);
      return {
        track: mix.track as unknown as MediaStreamTrack,
        hear(next) {
          mix.of = next;
        },
        close: () => mix.track.stop(),
      };
    },
    play(voice) {
      playing.add(voice);
      return () => playing.delete(voice);
    },
  };
}

function createTrack(): FakeTrack {
  const track: FakeTrack = {
    kind: 'audio',
    enabled: true,
    readyState: 'live',
    stop() {
      track.readyState = 'ended';
    },
  };
  return track;
}

/** The part of RTCPeerConnection that a call touches. */
export class FakePeerConnection extends EventTarget {
  /** All that were made since the last {@link installFakeWebRtc}. */
  static made: FakePeerConnection[] = [];
  /** Candidates are looked for without end. */
  static gathersForEver = false;
  /** Next constructor call throws. */
  static broken = false;

  signalingState = 'stable';
  iceGatheringState = 'new';
  iceConnectionState = 'new';
  connectionState = 'new';
  localDescription: { readonly sdp: string } | null = null;
  /** What both sides last agreed on. */
  currentRemoteDescription: { readonly sdp: string } | null = null;
  #remoteOffer: { readonly sdp: string } | null = null;
  readonly rollbacks: string[] = [];
  readonly dtmf = Object.assign(new EventTarget(), {
    canInsertDTMF: true,
    inserted: [] as string[],
    insertDTMF(tones: string) {
      this.inserted.push(tones);
    },
  });
  readonly #senders: { track: unknown; readonly dtmf: unknown; replaceTrack(track: unknown): Promise<void> }[] = [];

  constructor(readonly configuration: RTCConfiguration) {
    super();
    if (FakePeerConnection.broken) throw new Error('no more peer connections');
    FakePeerConnection.made.push(this);
  }

  getConfiguration = () => this.configuration;
  getSenders = () => this.#senders;
  readonly farTrack = createTrack();
  getReceivers = () => [{ track: this.farTrack }];
  /** What arrived so far; set by a test. */
  packetsReceived: number | undefined;
  /** How each offer was asked for. */
  readonly offers: (RTCOfferOptions | undefined)[] = [];
  getStats: () => Promise<Map<string, object>> = async () =>
    new Map(
      this.packetsReceived === undefined
        ? []
        : [['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: this.packetsReceived }]],
    );
  createOffer = async (options?: RTCOfferOptions) => {
    this.offers.push(options);
    return { type: 'offer', sdp: audioSdp() };
  };
  createAnswer = async () => ({ type: 'answer', sdp: audioSdp() });

  addTrack(track: unknown): void {
    const sender = {
      track,
      dtmf: this.dtmf,
      async replaceTrack(next: unknown) {
        sender.track = next;
      },
    };
    this.#senders.push(sender);
  }

  async setLocalDescription({ type, sdp = '' }: { type: string; sdp?: string }): Promise<void> {
    this.#assertOpen();
    if (type === 'rollback') {
      this.rollbacks.push(this.signalingState);
      this.signalingState = 'stable';
      return;
    }
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    this.localDescription = { sdp };
    if (type === 'answer') this.currentRemoteDescription = this.#remoteOffer;
    // A restart looks for candidates again, later, as browsers do.
    if (type === 'offer' && this.offers.at(-1)?.iceRestart) {
      this.iceGatheringState = 'new';
      setImmediate(() => this.#gather());
    } else this.#gather();
  }

  async setRemoteDescription({ type, sdp }: { type: string; sdp: string }): Promise<void> {
    this.#assertOpen();
    if (sdp.includes('bad')) throw new Error('cannot parse');
    // An offer rolls our own back without a word, as browsers do.
    if (type === 'answer' && this.signalingState !== 'have-local-offer')
      throw new Error(`answer in ${this.signalingState}`);
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    if (type === 'offer') this.#remoteOffer = { sdp };
    else this.currentRemoteDescription = { sdp };
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  /** The browser found out something about the connection. */
  become(connectionState: string): void {
    this.connectionState = connectionState;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  #gather(): void {
    if (this.iceGatheringState === 'complete') return;
    this.iceGatheringState = 'gathering';
    this.dispatchEvent(new Event('icegatheringstatechange'));
    if (FakePeerConnection.gathersForEver) return;
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }

  #assertOpen(): void {
    if (this.signalingState === 'closed') throw new Error('closed');
  }
}

/** Makes Node look like a browser to JsSIP. */
export function installFakeWebRtc(): void {
  FakePeerConnection.made = [];
  FakePeerConnection.gathersForEver = false;
  FakePeerConnection.broken = false;
  const RTCSessionDescription = class {
    constructor(init: object) {
      Object.assign(this, init);
    }
  };
  Object.assign(globalThis, {
    window: { RTCPeerConnection: FakePeerConnection },
    RTCPeerConnection: FakePeerConnection,
    RTCSessionDescription,
  });
}
