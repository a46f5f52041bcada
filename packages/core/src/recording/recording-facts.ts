import type { CallState } from '../calls/call-state.js';
import type { EventLog } from '../event-log.js';
import type { RecordingSignal, RecordingState } from './recording-state.js';

interface Told {
  readonly signal: RecordingSignal;
  readonly tell: EventLog['tell'];
}

/** Tells what happened to the recording of a call. */
export function tellRecording(call: CallState, recording: RecordingState, { signal, tell }: Told): void {
  const { id: callId, direction, number, name } = call;
  const fact = { callId, direction, number, ...(name === undefined ? {} : { name }) };
  const { recordedMs } = recording;
  if (signal.type === 'started') tell('dialdeck.recording.started', { ...fact, consent: signal.consent }, callId);
  if (signal.type === 'paused') tell('dialdeck.recording.paused', { ...fact, recordedMs }, callId);
  if (signal.type === 'resumed') tell('dialdeck.recording.resumed', { ...fact, recordedMs }, callId);
  if (signal.type === 'failed') tell('dialdeck.recording.failed', { ...fact, error: signal.error }, callId);
  if (signal.type !== 'stopped') return;
  const why = signal.error && { error: signal.error };
  tell('dialdeck.recording.stopped', { ...fact, recordedMs, ...why }, callId);
}
