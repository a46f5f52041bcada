export type { CallAudio, Mouth, RecorderListener, SoundRecorder } from '../../recording/call-audio.js';
export type { DeliverableRecording, DeliverRecording } from '../../recording/delivery.js';
export type {
  Recording,
  RecordingCommand,
  RecordingDesk,
  RecordingSummary,
  Recordings,
  RecordingWorld,
  VoicemailOptions,
  VoicemailSummary,
} from '../../recording/recording.js';
export type { ConsentPolicy, HostedVoicemail } from '../../recording/recording-settings.js';
export { createRecording, type RecordingOptions } from './create-recording.js';
