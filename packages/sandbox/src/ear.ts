import type { AudioEngine } from './audio-engine.js';
import { playStream } from './play-stream.js';
import type { ToneSource } from './script-call.js';
import { createSpares } from './spares.js';
import { createPressCounter, detectTone } from './tone-detector.js';

/** Somebody's ear: hears the digits the other end presses. */
export interface Ear extends ToneSource {
  listenTo(stream: MediaStream): () => void;
}

const EVERY_MS = 100;
/** Longest stretch an analyser keeps (Web Audio section 1.8), about 0.7 s: how late a busy page may look. */
const KEPT = 32_768;
const WINDOW = 1024;
const STEP = 512;

export function createEar(engine: AudioEngine): Ear {
  const waiting: Array<(tone: string) => void> = [];
  let heard = '';
  let read = 0;

  function press(tone: string): void {
    heard += tone;
    const next = waiting.shift();
    if (!next) return;
    read = heard.length;
    next(tone);
  }

  return {
    heard: () => heard,
    next() {
      if (read < heard.length) return Promise.resolve(heard.charAt(read++));
      return new Promise((resolve) => waiting.push(resolve));
    },
    listenTo: (stream) => listen(stream, engine.context(), press),
  };
}

const listeners = createSpares({
  make: (context) => ({ analyser: new AnalyserNode(context, { fftSize: KEPT }), samples: new Float32Array(KEPT) }),
});

function listen(stream: MediaStream, context: AudioContext, press: (tone: string) => void): () => void {
  // Chromium decodes what arrives only while an element plays it, so even a silent ear needs one.
  const stopPlaying = playStream(stream, { volume: 0 });
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  const listener = listeners.take(context);
  const { analyser, samples } = listener;
  source.connect(analyser);
  const count = createPressCounter();
  let lookedAt = context.currentTime;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const fresh = Math.floor((context.currentTime - lookedAt) * context.sampleRate);
    const steps = Math.min(Math.floor(fresh / STEP), (KEPT - WINDOW) / STEP);
    lookedAt += (steps * STEP) / context.sampleRate;
    // What is less than a step is left for the next look.
    const end = KEPT - (fresh - steps * STEP);
    for (let step = steps - 1; step >= 0; step--) {
      const from = end - step * STEP - WINDOW;
      const tone = count(detectTone(samples.subarray(Math.max(0, from), from + WINDOW), context.sampleRate));
      if (tone !== undefined) press(tone);
    }
  }, EVERY_MS);
  let deaf = false;
  return () => {
    if (deaf) return;
    deaf = true;
    clearInterval(timer);
    source.disconnect();
    listeners.giveBack(context, listener);
    stopPlaying();
  };
}
