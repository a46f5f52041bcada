import { DialerError } from '../../errors.js';
import { systemClock } from '../../shared/clock.js';
import type { BrowserAudioOptions, MediaDevicesLike } from './browser-audio.js';

/** An open microphone: what the device gives, and what is made of it. */
export interface InputSource {
  /** What is sent; every call gets a copy. */
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
  /** The device that was really opened, as far as the browser tells. */
  readonly deviceId: string | undefined;
  readonly live: boolean;
  /** Makes it louder or softer; absent where it is sent as it is. */
  readonly setGain?: ((gain: number) => void) | undefined;
  /** Runs `lost` once the device is gone or the system silenced it for more than a second. */
  watch(lost: () => void): void;
  stop(): void;
}

interface OpenOptions extends Pick<BrowserAudioOptions, 'processInput'> {
  readonly media: MediaDevicesLike | undefined;
  /** Must be this one. */
  readonly exact?: string | undefined;
  /** This one, if there is such a device. */
  readonly ideal?: string | undefined;
  readonly onProcessed: (well: boolean) => void;
}

/** How long a processor may keep a call waiting. Milliseconds. */
const processLimitMs = 3_000;
/** A system that takes a headset away silences it first; a hiccup is shorter. Milliseconds. */
const mutedLimitMs = 1_000;

export async function openSource({
  media,
  exact,
  ideal,
  processInput,
  onProcessed,
}: OpenOptions): Promise<InputSource> {
  if (media?.getUserMedia === undefined) {
    const why = globalThis.isSecureContext === false ? 'the page is not served over https' : 'it has no getUserMedia';
    throw new DialerError('webrtc-unsupported', `This browser gives no microphone to this page: ${why}.`);
  }
  const device = exact === undefined ? (ideal === undefined ? {} : { deviceId: { ideal } }) : { deviceId: { exact } };
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device };
  const raw = await media.getUserMedia({ audio, video: false });
  const [given] = raw.getAudioTracks();
  if (given === undefined) throw new DialerError('microphone-missing', 'The browser gave no microphone track.');
  const track = processInput ? await processed(given, processInput, onProcessed) : given;
  return {
    track,
    stream: track === given ? raw : new MediaStream([track]),
    deviceId: given.getSettings?.().deviceId,
    get live() {
      return given.readyState === 'live' && track.readyState === 'live';
    },
    watch(lost) {
      given.addEventListener?.('ended', lost, { once: true });
      given.addEventListener?.('mute', () => systemClock.after(mutedLimitMs, () => given.muted && lost()), {
        once: true,
      });
    },
    stop() {
      track.stop();
      for (const each of raw.getTracks()) each.stop();
    },
  };
}

type Process = NonNullable<BrowserAudioOptions['processInput']>;

/** What the processor makes of a track; the track itself when it fails or is too slow. */
async function processed(
  track: MediaStreamTrack,
  process: Process,
  onProcessed: (well: boolean) => void,
): Promise<MediaStreamTrack> {
  const working = (async () => process(track))();
  let late = false;
  const limit = new Promise<undefined>((resolve) => {
    systemClock.after(processLimitMs, () => {
      late = true;
      resolve(undefined);
    });
  });
  working.then(
    (result) => late && result !== track && result.stop(),
    () => {},
  );
  const result = await Promise.race([working, limit]).catch(() => undefined);
  const well = result?.readyState === 'live';
  onProcessed(well);
  return well ? result : track;
}
