import { isDialerError } from '../../errors.js';
import type { Line } from '../../phone/phone.js';
import { failedEnd } from './call-end.js';
import { type JsSipSession, type JsSipUa, sessionStatus } from './jssip-surface.js';
import { lineControlsOf } from './line-controls.js';
import {
  comeBack,
  createLineCore,
  end,
  type LineContext,
  type LineCore,
  leave,
  mediaFailed,
  say,
} from './line-core.js';
import { watchMedia } from './line-media.js';
import { followSession } from './line-session.js';

/** A line as the phone and its makers see it. */
export interface LiveLine {
  readonly line: Line;
  /** What the recovery calls it. */
  readonly key: string;
  readonly ended: boolean;
  /** Not answered yet: does not survive a lost connection. */
  readonly early: boolean;
  /** Tells that an incoming line is being answered. */
  connecting(): void;
  /** Lends the microphone until the line ends; `undefined` when it ended or could not be had. */
  openMicrophone(): Promise<MediaStream | undefined>;
  /** Who may send the call again after it was refused. */
  orElse(tryAgain: NonNullable<LineCore['tryAgain']>): void;
  /** Follows a JsSIP session; before this the line is only a wish. */
  attach(ua: JsSipUa, session: JsSipSession): void;
  attachConnection(pc: RTCPeerConnection): void;
  /** Ends the line, on the wire too. The first end wins. */
  end(how: Parameters<typeof end>[1], statusCode?: number): void;
  /** Tells the far end where we are after a new registration; `restart`: with new network candidates. */
  refresh(restart: boolean): void;
  /** The audio could not be won back. */
  giveUp(): void;
  /** The network may have changed: watch whether audio still arrives. */
  check(): void;
  /** The page goes away: tells the far end, but nobody here; not even that when the next page can take the line up. */
  leave(returning: boolean): void;
  /** The page came back after all. */
  comeBack(): void;
}

interface LiveLineOptions extends Pick<LineCore, 'direction' | 'remote'> {
  readonly context: LineContext;
  readonly answer: () => void;
}

export function createLiveLine({ answer, ...about }: LiveLineOptions): LiveLine {
  const core = createLineCore(about);
  return {
    line: lineControlsOf(core, answer),
    key: core.key,
    get ended() {
      return core.phase === 'ended';
    },
    get early() {
      return core.phase === 'early';
    },
    connecting: () => say(core, { type: 'connecting' }),
    openMicrophone: () => openMicrophone(core),
    orElse(tryAgain) {
      core.tryAgain = tryAgain;
    },
    attach: (ua, session) => followSession(core, ua, session),
    attachConnection: (pc) => attachConnection(core, pc),
    end: (how, statusCode) => end(core, how, statusCode),
    giveUp: () => end(core, mediaFailed(), 480),
    refresh(restart) {
      if (core.phase !== 'active' || core.session?.status !== sessionStatus.confirmed) return;
      if (restart) core.media?.regather();
      core.reoffers?.run(restart ? 'restart' : 'renegotiate').catch(() => {});
    },
    check: () => core.media?.check(),
    leave: (returning) => leave(core, returning),
    comeBack: () => comeBack(core),
  };
}

async function openMicrophone(core: LineCore): Promise<MediaStream | undefined> {
  try {
    const lease = await core.context.audio.openMicrophone();
    // It may have been hung up while the browser was asking: then nobody will use this microphone.
    if (core.phase === 'ended') lease.release();
    else {
      core.cleanups.push(lease.release);
      core.voice = lease.stream.getTracks()[0];
      lease.follow?.((next, before) => sendInstead(core, next, before));
      return lease.stream;
    }
  } catch (error) {
    const code = isDialerError(error) ? error.code : 'microphone-failed';
    end(core, failedEnd(code, error instanceof Error ? error.message : String(error)), 480);
  }
  return undefined;
}

/** Another microphone: the far end hears it without a new offer (W3C webrtc-pc section 5.2, `replaceTrack`). */
async function sendInstead(core: LineCore, next: MediaStreamTrack, before: MediaStreamTrack): Promise<void> {
  const { session, onVoice, onTracks } = core;
  core.voice = next;
  onVoice?.();
  onTracks?.();
  const senders = session?.connection?.getSenders().filter(({ track }) => track === before) ?? [];
  await Promise.all(senders.map((sender) => sender.replaceTrack(next)));
}

function attachConnection(core: LineCore, pc: RTCPeerConnection): void {
  const { audio, options } = core.context;
  core.media = watchMedia(pc, {
    audio,
    clock: options.clock,
    gatherLimitMs: options.gatherLimitMs,
    gather: options.gather,
    changed: (media) => say(core, { type: 'media', media }),
    quiet: () => onHold(core),
    report: (report) => core.phase === 'active' && core.context.report(core.key, report),
    failed: () => end(core, mediaFailed(), 480),
  });
  core.cleanups.push(core.media.close);
}

function onHold({ session }: LineCore): boolean {
  const { local, remote } = session?.isOnHold() ?? { local: false, remote: false };
  return local || remote;
}
