import { DialerError } from '../../errors.js';
import type { LineCore } from './line-core.js';
import { sendOutput } from './line-output.js';

const joined = new WeakSet<LineCore>();

/**
 * Lets the far ends of two lines hear each other: each is sent the agent's voice and the other far end.
 * Each line sends its own copy of the agent's voice, so that mute and hold stay its own.
 * @throws DialerError `merge-failed`, `call-not-active`
 */
export async function joinLines(one: LineCore, two: LineCore | undefined): Promise<() => Promise<void>> {
  if (two === undefined || two === one) throw new DialerError('merge-failed', 'This needs another line of this phone.');
  for (const { phase } of [one, two]) {
    if (phase !== 'active') throw new DialerError('call-not-active', 'Both lines have to be talked on.');
  }
  if (joined.has(one) || joined.has(two)) throw new DialerError('merge-failed', 'A line is joined already.');
  joined.add(one).add(two);
  try {
    return await join(one, two);
  } catch (error) {
    joined.delete(one);
    joined.delete(two);
    throw error;
  }
}

async function join(one: LineCore, two: LineCore): Promise<() => Promise<void>> {
  const toOne = await sendBoth(one, two);
  const toTwo = await sendBoth(two, one).catch(async (error) => {
    await toOne.stop();
    throw error;
  });
  const update = () => {
    toOne.update();
    toTwo.update();
  };
  const unlisten = [one.signals.listen(update), two.signals.listen(update)];
  const takeApart = async () => {
    if (!joined.delete(one)) return;
    joined.delete(two);
    for (const stop of unlisten) stop();
    await Promise.all([toOne.stop(), toTwo.stop()]);
  };
  for (const { cleanups } of [one, two]) cleanups.push(() => void takeApart());
  return takeApart;
}

/** Sends `to` what the agent says and what the far end of `other` says. */
async function sendBoth(to: LineCore, other: LineCore) {
  const mix = await to.context.audio.mix?.(tracksFor(to, other));
  if (!mix) throw new DialerError('merge-failed', 'The audio of this phone cannot be mixed.');
  const update = () => mix.hear(tracksFor(to, other));
  to.onVoice = update;
  const unsend = await sendOutput(to, { track: mix.track, onHold: false });
  return {
    update,
    async stop() {
      to.onVoice = undefined;
      await unsend();
      mix.close();
    },
  };
}

function tracksFor({ voice }: LineCore, { session, phase }: LineCore): readonly MediaStreamTrack[] {
  const far = session?.connection?.getReceivers().find(({ track }) => track.kind === 'audio')?.track;
  if (!voice || !far) throw new DialerError('merge-failed', 'A line has no sound yet.');
  // A far end that put us on hold plays music: nothing that others want to hear.
  const { local, remote } = session?.isOnHold() ?? { local: true, remote: false };
  return phase === 'ended' || local || remote ? [voice] : [voice, far];
}
