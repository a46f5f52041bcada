import type { LineCore } from './line-core.js';

/** What a line sends in place of the agent's voice. */
export interface LineOutput {
  readonly track: MediaStreamTrack;
  /** Whether the far end hears it on hold too, such as music. */
  readonly onHold: boolean;
}

/** Of every line, the last one is sent. */
const outputs = new WeakMap<LineCore, Set<LineOutput>>();

/**
 * Sends something else than the agent's voice, without a new offer (W3C webrtc-pc section 5.2, `replaceTrack`).
 * @returns takes it back: what was sent before is sent again. Safe to call twice, and after the end of the line
 */
export async function sendOutput(core: LineCore, output: LineOutput): Promise<() => Promise<void>> {
  const all = outputs.get(core) ?? new Set();
  outputs.set(core, all);
  all.add(output);
  await apply(core, all);
  return async () => {
    if (all.delete(output)) await apply(core, all);
  };
}

async function apply(core: LineCore, all: ReadonlySet<LineOutput>): Promise<void> {
  const { session, voice } = core;
  const sender = session?.connection?.getSenders().find(({ track }) => track?.kind === 'audio');
  if (core.phase === 'ended' || !session || !sender || !voice) return;
  const output = [...all].at(-1);
  if (output) {
    // JsSIP mutes and holds by switching off whatever is sent; here mute is a matter of the agent's voice only.
    session._toggleMuteAudio = (mute) => {
      const { local, remote } = session.isOnHold();
      if (core.voice) core.voice.enabled = !mute;
      output.track.enabled = output.onHold || !(local || remote);
    };
    session._setLocalMediaStatus();
  }
  await sender.replaceTrack(output?.track ?? voice).catch(() => {});
  // Something else may have been sent since.
  if (all.size > 0) return;
  Reflect.deleteProperty(session, '_toggleMuteAudio');
  session._setLocalMediaStatus();
}
