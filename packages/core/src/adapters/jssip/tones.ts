import { DialerError } from '../../errors.js';
import type { Clock } from '../../shared/clock.js';

/** Milliseconds of a tone and of the gap after it; most voice menus want at least 50/50. */
export const toneMs = 120;
export const gapMs = 70;
/** A comma (W3C WebRTC section 7.3). */
export const pauseMs = 2000;

const senderOf = (pc: RTCPeerConnection | null) => pc?.getSenders().find(({ track }) => track?.kind === 'audio')?.dtmf;

/** Whether the far end agreed to digits in the audio. */
export const canPlayTones = (pc: RTCPeerConnection | null): boolean => senderOf(pc)?.canInsertDTMF === true;

/**
 * Plays tones (RFC 4733) one after the other.
 * @returns resolves when the last was played
 * @throws DialerError `tones-invalid`, `tones-unavailable`
 */
export async function playTones(pc: RTCPeerConnection | null, tones: string, clock: Clock): Promise<void> {
  checkTones(tones);
  const dtmf = senderOf(pc);
  if (!dtmf?.canInsertDTMF) {
    throw new DialerError('tones-unavailable', 'The far end did not agree to telephone-event (RFC 4733).');
  }
  await new Promise<void>((resolve) => {
    // A browser that forgets the last event must not block the tones to come.
    const cancel = clock.after(durationOf(tones) * 2 + 1000, finish);
    function finish(): void {
      cancel();
      dtmf?.removeEventListener('tonechange', changed);
      resolve();
    }
    function changed({ tone }: RTCDTMFToneChangeEvent): void {
      if (tone === '') finish();
    }
    dtmf.addEventListener('tonechange', changed);
    dtmf.insertDTMF(tones.toUpperCase(), toneMs, gapMs);
  });
}

/** @throws DialerError `tones-invalid` */
export function checkTones(tones: string): void {
  if (!/^[0-9A-D*#,]{1,128}$/i.test(tones)) {
    throw new DialerError('tones-invalid', 'Tones are 0-9, *, #, A-D and a comma for a pause, 1 to 128 of them.');
  }
}

const durationOf = (tones: string) =>
  [...tones].reduce((ms, tone) => ms + (tone === ',' ? pauseMs : toneMs + gapMs), 0);
