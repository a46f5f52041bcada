interface Description {
  readonly type: string;
  readonly sdp: string;
}

const sdp = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=sendrecv',
  '',
].join('\r\n');

/** As much of a connection as JsSIP touches; no sound in Node. */
class SilentPeerConnection extends EventTarget {
  signalingState = 'stable';
  readonly iceGatheringState = 'complete';
  readonly iceConnectionState = 'connected';
  localDescription: Description | null = null;
  createOffer = async (): Promise<Description> => ({ type: 'offer', sdp });
  createAnswer = async (): Promise<Description> => ({ type: 'answer', sdp });
  getSenders = (): readonly unknown[] => [];

  async setLocalDescription(description: Description): Promise<void> {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async setRemoteDescription({ type }: Description): Promise<void> {
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
  }

  addTrack(): void {}
  close(): void {}
}

class PlainDescription {
  constructor(init: Description) {
    Object.assign(this, init);
  }
}

/** Gives Node the few browser names that JsSIP looks for, so that signalling can be tested without sound. */
export function installSilentBrowser(): void {
  const names = { RTCPeerConnection: SilentPeerConnection, RTCSessionDescription: PlainDescription };
  Object.assign(globalThis, { window: names }, names);
}

/** A microphone without a track. */
export const silence = {
  getTracks: () => [],
  getAudioTracks: () => [],
  getVideoTracks: () => [],
} as unknown as MediaStream;
