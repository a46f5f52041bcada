import type { LineAudio } from '../../audio/line-audio.js';
import type { CallEnd } from '../../calls/call-state.js';
import type { Line, LineSignal, LineTicket, Party } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';
import { failedEnd } from './call-end.js';
import type { JsSipEnd, JsSipSession } from './jssip-surface.js';
import type { LineMedia } from './line-media.js';
import type { LiveLine } from './live-line.js';
import type { PathReport } from './path-watch.js';
import type { Reoffers } from './reoffers.js';
import type { GuardedSession } from './session-guards.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { WarmConnection } from './warm-connection.js';

/** What every line of a phone shares. */
export interface LineContext {
  readonly options: ResolvedSipPhoneOptions;
  readonly audio: LineAudio;
  /** Whether messages reach the server now. */
  readonly online: () => boolean;
  /** Runs when the server is reachable again, such as a BYE that could not be sent. */
  readonly whenOnline: (run: () => void) => void;
  /** Takes in a line that the far end of another one asked for. */
  readonly adopt: (live: LiveLine) => void;
  /** Answers the line that `accept` makes. */
  readonly answerNext: (accept: () => void) => void;
  /** Runs what makes a connection, which may be there already. */
  readonly lend: WarmConnection['lend'];
  /** Whether the audio of an answered line arrives. */
  readonly report: (key: string, report: PathReport) => void;
}

/** What a line knows; its modules share it, nobody else sees it. */
export interface LineCore {
  /** What the recovery calls this line. */
  readonly key: string;
  readonly direction: Line['direction'];
  readonly remote: Party;
  readonly context: LineContext;
  readonly signals: Emitter<LineSignal>;
  /** Run once, at the end. */
  readonly cleanups: (() => void)[];
  phase: 'early' | 'active' | 'ended';
  /** The far end has rung. */
  rang: boolean;
  /** With what another page could take it up, from the answer on. */
  ticket?: LineTicket | undefined;
  /** What was last agreed on. */
  held: boolean;
  session?: JsSipSession;
  guard?: GuardedSession;
  reoffers?: Reoffers;
  media?: LineMedia;
  /** The agent's own voice, from the answer on. */
  voice?: MediaStreamTrack | undefined;
  /** Told when {@link voice} is another track, because the agent changed the microphone. */
  onVoice?: (() => void) | undefined;
  /** Told the same; for whoever records. */
  onTracks?: (() => void) | undefined;
  /** Asked once more when nobody answered: `true` when the call was sent again. */
  tryAgain?: (event: JsSipEnd) => boolean;
  /** How the line ends, decided before JsSIP says so. */
  wanted?: CallEnd;
  /** The page is going away: whatever ends now is told only if it comes back. */
  away?: boolean;
}

let made = 0;

export const createLineCore = (about: Pick<LineCore, 'direction' | 'remote' | 'context'>): LineCore => ({
  ...about,
  key: `line-${++made}`,
  signals: new Emitter<LineSignal>(),
  cleanups: [],
  phase: 'early',
  rang: false,
  held: false,
});

/** Tells what happened, unless the line has ended. */
export function say(core: LineCore, signal: LineSignal): void {
  if (core.phase !== 'ended') core.signals.emit(signal);
}

/** The line is over. The first end wins: JsSIP reports some twice. */
export function finish(core: LineCore, how: CallEnd): void {
  if (core.phase === 'ended') return;
  if (core.away) {
    core.wanted ??= how;
    return;
  }
  core.phase = 'ended';
  for (const cleanup of core.cleanups) cleanup();
  core.signals.emit({ type: 'ended', end: how });
}

/** Ends the line, on the wire too. */
export function end(core: LineCore, how: CallEnd, statusCode?: number): void {
  if (core.phase === 'ended') return;
  // JsSIP reports synchronously that the session ended; what we have to say about it goes first.
  core.wanted = how;
  const hangUp = () => core.guard?.terminate(statusCode);
  if (core.phase === 'active' && !core.context.online()) core.context.whenOnline(hangUp);
  else hangUp();
  finish(core, how);
}

/**
 * The page goes away and takes its WebSocket along: the far end must hear of it now, or it listens to silence for ever.
 * Here nothing is told, so that the record stays unfinished and the next start calls it interrupted, however
 * much the browser lets a dying page write. A call that rings here is left to other phones of the same user.
 * @param returning the next page comes at once, and takes up what it can: that stays
 */
export function leave(core: LineCore, returning: boolean): void {
  if (core.phase === 'ended' || (core.phase === 'early' && core.direction === 'incoming')) return;
  if (returning && core.phase === 'active' && core.ticket) return;
  core.away = true;
  core.wanted = { reason: 'hung-up', by: 'system' };
  core.guard?.terminate();
}

/** The page came back from the back-forward cache; its calls are over. */
export function comeBack(core: LineCore): void {
  if (!core.away) return;
  core.away = false;
  finish(core, core.wanted ?? { reason: 'hung-up', by: 'system' });
}

export const mediaFailed = (): CallEnd =>
  failedEnd('media-failed', 'No network path for the audio was found, or it broke for good.');
