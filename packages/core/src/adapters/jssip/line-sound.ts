import { DialerError } from '../../errors.js';
import type { LineSound } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';
import type { LineCore } from './line-core.js';

/** The two voices of a line. In a conference the near one is still the agent's alone. */
export function soundOf(core: LineCore): LineSound {
  const changed = new Emitter<void>();
  let said: MediaStreamTrack | undefined;
  const farTrack = () => core.session?.connection?.getReceivers().find(({ track }) => track.kind === 'audio')?.track;
  core.onTracks = () => changed.emit();
  return {
    get near() {
      return said ?? core.voice;
    },
    get far() {
      return farTrack();
    },
    changed: changed.listen,
    setHeard(heard) {
      const far = farTrack();
      if (far) far.enabled = heard;
    },
    async send(track) {
      if (core.phase !== 'active') throw new DialerError('call-not-active', 'The line is not being talked on.');
      const { sendOutput } = await import('./line-output.js');
      const unsend = await sendOutput(core, { track, onHold: false });
      said = track;
      changed.emit();
      return async () => {
        if (said !== track) return unsend();
        said = undefined;
        await unsend();
        changed.emit();
      };
    },
  };
}
