import { onGesture } from './gesture.js';

export interface PlayOptions {
  /** 0 is silent, 1 is as loud as it was said. */
  readonly volume: number;
}

/** Plays what the other end says, until the result is called. Waits for a gesture where the browser wants one. */
export function playStream(stream: MediaStream, { volume }: PlayOptions): () => void {
  const element = new Audio();
  let stopWaiting = () => {};
  const play = () =>
    void element.play().then(
      () => stopWaiting(),
      () => {},
    );
  element.volume = volume;
  element.muted = volume === 0;
  element.srcObject = stream;
  stopWaiting = onGesture(play);
  play();
  return () => {
    stopWaiting();
    element.pause();
    element.srcObject = null;
  };
}
