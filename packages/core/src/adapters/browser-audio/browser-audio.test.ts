import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBrowserAudio } from './index.js';

class FakeTrack {
  readyState = 'live';
  readonly kind = 'audio';
  readonly clones: FakeTrack[] = [];
  clone(): FakeTrack {
    const copy = new FakeTrack();
    this.clones.push(copy);
    return copy;
  }
  stop(): void {
    this.readyState = 'ended';
  }
}

class FakeStream {
  constructor(readonly tracks: readonly FakeTrack[]) {}
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

let captures: FakeTrack[];
let answer: () => Promise<void>;

beforeEach(() => {
  captures = [];
  answer = async () => {};
  const getUserMedia = async () => {
    await answer();
    const track = new FakeTrack();
    captures.push(track);
    return new FakeStream([track]);
  };
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
});
afterEach(() => vi.unstubAllGlobals());

describe('the microphone', () => {
  it('is opened once for two calls, each with a track of its own, and closed with the last', async () => {
    const audio = createBrowserAudio();
    const [first, second] = await Promise.all([audio.openMicrophone(), audio.openMicrophone()]);
    expect(captures).toHaveLength(1);
    expect(first.stream.getTracks()[0]).not.toBe(second.stream.getTracks()[0]);
    expect(audio.microphone.snapshot).toEqual({ status: 'ready' });

    first.release();
    first.release();
    expect(first.stream.getTracks()[0]?.readyState).toBe('ended');
    expect(captures[0]?.readyState).toBe('live');
    second.release();
    await Promise.resolve();
    expect(captures[0]?.readyState).toBe('ended');
  });

  it('is opened anew after it was closed', async () => {
    const audio = createBrowserAudio();
    (await audio.openMicrophone()).release();
    (await audio.openMicrophone()).release();
    await Promise.resolve();
    expect(captures.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-busy'],
    ['AbortError', 'microphone-busy'],
    ['TypeError', 'microphone-failed'],
  ])('that fails with %s says %s, and can be tried again', async (name, code) => {
    const audio = createBrowserAudio();
    answer = async () => {
      throw new DOMException('no', name);
    };
    await expect(audio.openMicrophone()).rejects.toMatchObject({ code });
    expect(audio.microphone.snapshot).toMatchObject({ status: 'failed', error: { code } });
    answer = async () => {};
    await audio.openMicrophone();
    expect(audio.microphone.snapshot).toEqual({ status: 'ready' });
  });

  it('of a page that may have none is explained', async () => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('isSecureContext', false);
    await expect(createBrowserAudio().openMicrophone()).rejects.toMatchObject({
      code: 'webrtc-unsupported',
      message: expect.stringContaining('https'),
    });
  });
});

describe('the input processor', () => {
  it('changes what is sent, and is stopped with the microphone', async () => {
    const made = new FakeTrack();
    const audio = createBrowserAudio({ processInput: async () => made as unknown as MediaStreamTrack });
    const lease = await audio.openMicrophone();
    expect(made.clones[0]).toBe(lease.stream.getTracks()[0]);
    lease.release();
    await settled();
    expect([made.readyState, captures[0]?.readyState]).toEqual(['ended', 'ended']);
  });

  it('that fails does not cost the call: the microphone is sent as it is, and that is said', async () => {
    let broken = true;
    const audio = createBrowserAudio({
      processInput: (track) => {
        if (broken) throw new Error('no model');
        return track;
      },
    });
    const lease = await audio.openMicrophone();
    expect(captures[0]?.clones[0]).toBe(lease.stream.getTracks()[0]);
    expect(audio.devices.snapshot.warnings).toEqual(['input-processor-failed']);
    lease.release();
    await settled();
    expect(captures[0]?.readyState).toBe('ended');
    broken = false;
    (await audio.openMicrophone()).release();
    expect(audio.devices.snapshot.warnings).toEqual([]);
  });

  it('that never answers keeps nobody waiting for ever, and what it gives too late is stopped', async () => {
    vi.useFakeTimers();
    const late = new FakeTrack();
    let give = (_track: MediaStreamTrack) => {};
    const audio = createBrowserAudio({ processInput: () => new Promise((resolve) => (give = resolve)) });
    await audio.prepare();
    const opening = audio.openMicrophone();
    await vi.advanceTimersByTimeAsync(3_000);
    const lease = await opening;
    give(late as unknown as MediaStreamTrack);
    await vi.advanceTimersByTimeAsync(0);
    expect(late.readyState).toBe('ended');
    lease.release();
    vi.useRealTimers();
  });
});

describe('the loudspeaker', () => {
  it('plays until stopped, and starts with a click when the browser forbade it before', async () => {
    const made: { srcObject: unknown; plays: number; paused: boolean }[] = [];
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    vi.stubGlobal(
      'Audio',
      class {
        srcObject: unknown = null;
        plays = 0;
        paused = false;
        constructor() {
          made.push(this);
        }
        async play() {
          this.plays += 1;
          if (this.plays === 1) throw new DOMException('gesture needed', 'NotAllowedError');
        }
        pause() {
          this.paused = true;
        }
      },
    );
    const voice = {} as MediaStream;
    const audio = createBrowserAudio();
    await audio.prepare();
    const stop = audio.play(voice);
    await settled();
    expect(audio.devices.snapshot.warnings).toEqual(['autoplay-blocked']);
    expect(made[0]).toMatchObject({ srcObject: voice, plays: 1 });
    page.dispatchEvent(new Event('pointerdown'));
    await settled();
    expect(made[0]?.plays).toBe(2);
    expect(audio.devices.snapshot.warnings).toEqual([]);
    page.dispatchEvent(new Event('pointerdown'));
    expect(made[0]?.plays, 'it plays already').toBe(2);
    stop();
    expect(made[0]).toMatchObject({ srcObject: null, paused: true });
  });
});
