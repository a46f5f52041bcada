import type { CallHandle } from '../calls/create-call.js';
import type { PowerRules } from './dial-queue-options.js';
import type { QueueWorld } from './queue-world.js';

/**
 * Lets somebody go who answered while the agent talks to another: neither hears the agent, nor the agent them. Then the
 * host may take the call over; else the message is played, and the call is hung up.
 */
export async function dropCall(
  handle: CallHandle,
  { messageId, handOver }: PowerRules,
  recording: ReturnType<QueueWorld['recording']>,
): Promise<'handed-over' | 'abandoned'> {
  const { call, sound } = handle;
  call.setMuted(true);
  if (sound?.far) sound.far.enabled = false;
  handle.apply({ type: 'abandoned' });
  const { number } = call.state.snapshot;
  const taken = await handOver?.({ callId: call.id, number }).catch(() => false);
  if (taken) return 'handed-over';
  if (messageId !== undefined && recording) {
    // Hangs up at its end; a message that cannot be played must not keep somebody in silence.
    await recording.dropVoicemail(call.id, messageId, { now: true }).catch(() => {});
  }
  call.hangUp();
  return 'abandoned';
}
