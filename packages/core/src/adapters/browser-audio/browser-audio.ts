import type { AudioDevices, MicrophoneLease } from '../../audio/audio-devices.js';
import { DialerError, errorInfoOf } from '../../errors.js';
import type { MicrophoneState } from '../../phone/phone.js';
import { createStore } from '../../shared/store.js';
import { microphoneErrorOf } from './microphone-error.js';
import { playVoice } from './voice-player.js';

interface Capture {
  readonly stream: Promise<MediaStream>;
  leases: number;
}

/** Microphone and loudspeaker of the browser. The microphone is open while somebody has a lease, never longer. */
export function createBrowserAudio(): AudioDevices {
  const microphone = createStore<MicrophoneState>({ status: 'unknown' });
  let capture: Capture | undefined;

  function open(): Capture {
    capture ??= { stream: askForMicrophone(), leases: 0 };
    capture.leases += 1;
    return capture;
  }

  function letGo(from: Capture): void {
    from.leases -= 1;
    if (from.leases > 0) return;
    if (capture === from) capture = undefined;
    from.stream.then(stopTracks, () => {});
  }

  return {
    microphone,
    async openMicrophone() {
      const from = open();
      try {
        const stream = cloneOf(await from.stream);
        microphone.set({ status: 'ready' });
        return leaseOf(stream, () => letGo(from));
      } catch (error) {
        letGo(from);
        const failure = error instanceof DialerError ? error : microphoneErrorOf(error);
        microphone.set({ status: 'failed', error: errorInfoOf(failure) });
        throw failure;
      }
    },
    play: playVoice,
  };
}

function leaseOf(stream: MediaStream, letGo: () => void): MicrophoneLease {
  let released = false;
  return {
    stream,
    release() {
      if (released) return;
      released = true;
      stopTracks(stream);
      letGo();
    },
  };
}

/** A track per call: muting or holding one call must not silence another. */
const cloneOf = (stream: MediaStream) => new MediaStream(stream.getAudioTracks().map((track) => track.clone()));

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function askForMicrophone(): Promise<MediaStream> {
  const devices = globalThis.navigator?.mediaDevices;
  if (devices?.getUserMedia === undefined) {
    const why = globalThis.isSecureContext === false ? 'the page is not served over https' : 'it has no getUserMedia';
    throw new DialerError('webrtc-unsupported', `This browser gives no microphone to this page: ${why}.`);
  }
  // One capture for all calls: some browsers silence the first when a second is opened.
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return devices.getUserMedia({ audio, video: false });
}
