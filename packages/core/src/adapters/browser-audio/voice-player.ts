import type { Unsubscribe } from '../../shared/emitter.js';

/** What a click, a touch or a key does for a page that may not play sound yet. */
const gestures = ['pointerdown', 'keydown'] as const;

/**
 * Plays a far end's voice until the result is called. Needs no place in the document.
 * When the browser forbids sound before a gesture, it starts with the next one.
 */
export function playVoice(voice: MediaStream): Unsubscribe {
  const element = new Audio();
  element.srcObject = voice;
  const start = () => element.play().then(forget, () => {});
  const forget = () => {
    for (const gesture of gestures) globalThis.removeEventListener(gesture, start);
  };
  for (const gesture of gestures) globalThis.addEventListener(gesture, start);
  void start();
  return () => {
    forget();
    element.pause();
    element.srcObject = null;
  };
}
