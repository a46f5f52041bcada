import type { Recordings } from '@dialdeck/core';
import { html, type TemplateResult } from 'lit';

/** A player for one recording. */
export interface RecordingPlayer {
  readonly view: TemplateResult;
  /** Lets go of the sound. */
  close(): void;
}

/** @throws DialerError `recording-not-found`, `storage-failed` */
export async function openPlayer(recordings: Recordings, callId: string, label: string): Promise<RecordingPlayer> {
  const url = URL.createObjectURL(await recordings.open(callId));
  return {
    view: html`<audio class="player" part="player" controls autoplay aria-label=${label} src=${url}></audio>`,
    close: () => URL.revokeObjectURL(url),
  };
}
