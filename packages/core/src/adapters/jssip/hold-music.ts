import type { LineCore } from './line-core.js';
import { sendOutput } from './line-output.js';

/** How to end the music of the lines that have it. */
const playing = new WeakMap<LineCore, () => Promise<void>>();

/**
 * Holds with music: it is sent from before the far end agrees until after it is back, so that nothing of what the agent
 * says meanwhile is heard. Without music there is silence: a hold must not fail for a song.
 * @param change agrees on it with the far end
 */
export async function holdWithMusic(core: LineCore, held: boolean, change: () => Promise<unknown>): Promise<void> {
  if (held && !playing.has(core)) await start(core).catch(() => {});
  try {
    await change();
  } catch (error) {
    if (held) await stop(core);
    throw error;
  }
  if (!held) await stop(core);
}

async function start(core: LineCore): Promise<void> {
  const { audio, options } = core.context;
  const music = await audio.loop?.(options.holdMusic ?? '');
  if (!music) return;
  if (core.phase === 'ended') return music.close();
  const unsend = await sendOutput(core, { track: music.track, onHold: true });
  playing.set(core, async () => {
    await unsend();
    music.close();
  });
  core.cleanups.push(() => void stop(core));
}

async function stop(core: LineCore): Promise<void> {
  const end = playing.get(core);
  playing.delete(core);
  await end?.();
}
