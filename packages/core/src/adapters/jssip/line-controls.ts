import { DialerError } from '../../errors.js';
import type { Line } from '../../phone/phone.js';
import { end, type LineCore, say } from './line-core.js';
import { soundOf } from './line-sound.js';
import { measureAudio } from './measurement.js';
import { canPlayTones, checkTones, playTones } from './tones.js';

/** Behind every line of ours: a line may be transferred to another one. */
export const coresOfLines = new WeakMap<Line, LineCore>();

/** The commands of a line. */
export function lineControlsOf(core: LineCore, answer: () => void): Line {
  const { direction, remote } = core;
  let tones: Promise<void> = Promise.resolve();

  function reject(sipCode = 603): void {
    if (direction === 'incoming' && core.phase === 'early') end(core, { reason: 'declined', by: 'local' }, sipCode);
  }

  const line: Line = {
    direction,
    remote,
    signals: core.signals.listen,
    sound: soundOf(core),
    get ticket() {
      return core.ticket;
    },
    answer() {
      if (core.phase === 'early') answer();
    },
    reject,
    async redirect(target) {
      if (direction === 'outgoing' || core.phase !== 'early') return;
      (await import('./redirect.js')).redirectLine(core, target);
    },
    setMuted: (muted) => setMuted(core, muted),
    setHeld: (held) => setHeld(core, held),
    async sendTones(text) {
      checkTones(text);
      assertActive(core);
      const playing = tones.then(() => {
        assertActive(core);
        return sendTones(core, text);
      });
      tones = playing.catch(() => {});
      await playing;
    },
    async transfer(target, options) {
      assertActive(core);
      const { referLine } = await import('./refer.js');
      await referLine(core, target, options);
    },
    async join(other) {
      const { joinLines } = await import('./join-lines.js');
      return joinLines(core, coresOfLines.get(other));
    },
    hangUp() {
      if (core.phase === 'active') end(core, { reason: 'hung-up', by: 'local' });
      else if (direction === 'outgoing') end(core, { reason: 'cancelled', by: 'local' });
      else reject();
    },
    async measure() {
      const pc = core.session?.connection;
      return core.phase === 'ended' || !pc ? undefined : measureAudio(pc);
    },
  };
  coresOfLines.set(line, core);
  return line;
}

function setMuted({ phase, session }: LineCore, muted: boolean): void {
  if (phase !== 'active' || session === undefined || session.isMuted().audio === muted) return;
  if (muted) session.mute({ audio: true });
  else session.unmute({ audio: true });
}

async function setHeld(core: LineCore, held: boolean): Promise<void> {
  assertActive(core);
  const change = async () => core.reoffers?.run(held ? 'hold' : 'unhold');
  if (core.context.options.holdMusic === undefined) await change();
  else await (await import('./hold-music.js')).holdWithMusic(core, held, change);
  if (core.held === held) return;
  core.held = held;
  say(core, { type: 'held', held, by: 'local' });
}

async function sendTones(core: LineCore, text: string): Promise<void> {
  const { clock, tones = 'rfc4733' } = core.context.options;
  const pc = core.session?.connection ?? null;
  if (tones === 'rfc4733' || (tones !== 'info' && canPlayTones(pc))) return playTones(pc, text, clock);
  await (await import('./info-tones.js')).sendInfoTones(core, text);
}

function assertActive({ phase }: LineCore): void {
  if (phase !== 'active') throw new DialerError('call-not-active', 'The line is not being talked on.');
}
