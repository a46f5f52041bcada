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
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
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
    const stop = createBrowserAudio().play(voice);
    await Promise.resolve();
    expect(made[0]).toMatchObject({ srcObject: voice, plays: 1 });
    page.dispatchEvent(new Event('pointerdown'));
    await Promise.resolve();
    expect(made[0]?.plays).toBe(2);
    await Promise.resolve();
    page.dispatchEvent(new Event('pointerdown'));
    expect(made[0]?.plays, 'it plays already').toBe(2);
    stop();
    expect(made[0]).toMatchObject({ srcObject: null, paused: true });
  });
});
