import { listOf, must, mustBeWithin, mustHave, objectOf, optional, parseOptions } from '../../options.js';
import type { CallAudio } from '../../recording/call-audio.js';
import type { DeliverRecording } from '../../recording/delivery.js';
import type { Recording, RecordingDesk, RecordingWorld } from '../../recording/recording.js';
import type { ConsentPolicy, HostedVoicemail, RecordingSettings } from '../../recording/recording-settings.js';

/** What `createRecording` takes. Everything may be left out. */
export interface RecordingOptions {
  /**
   * Who is asked before a call is recorded. `off`: nobody, for places where that is allowed or where consent is in the
   * contract. `announce`: both sides hear {@link announcement} first. `ask`: the agent asks, and says whether the
   * customer agreed. Which one is lawful is for the host to know. @defaultValue 'ask'
   */
  readonly consent?: ConsentPolicy | undefined;
  /** Whether every answered call is recorded, or those the agent starts it for. @defaultValue 'by-hand' */
  readonly start?: 'on-answer' | 'by-hand' | undefined;
  /** What both sides hear with `consent: 'announce'`: an audio file, or its address. Required then. */
  readonly announcement?: string | Blob | undefined;
  /** A recording ends when it is this big, 100,000 or more. An hour is about 30 MB. @defaultValue 100,000,000 bytes */
  readonly maxBytes?: number | undefined;
  /** All recordings together; delivered ones go, oldest first, when there are more. @defaultValue 1,000,000,000 bytes */
  readonly maxTotalBytes?: number | undefined;
  /** Delivered recordings go after so many days, 1 to 3650. @defaultValue 30 */
  readonly keepDays?: number | undefined;
  /**
   * Takes each finished recording to where it belongs, and again until that worked: by and by less often, and at the
   * next start. May be called twice for the same call. @defaultValue the CRM when its adapter has `uploadRecording`;
   * else the host fetches them with `recordings.open`
   */
  readonly deliver?: DeliverRecording | undefined;
  /** Messages to leave on answering machines, beside those that are added later. */
  readonly voicemails?: readonly HostedVoicemail[] | undefined;
  /** A message is played after so many seconds without a beep, 5 to 120. @defaultValue 45 */
  readonly beepLimitSeconds?: number | undefined;
  /** For tests. @defaultValue the browser's MediaRecorder and Web Audio */
  readonly audio?: CallAudio | undefined;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const oneOf = <T>(rule: string, ...values: readonly T[]) => must<T>((value) => values.includes(value as T), rule);
const isBytes = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 100_000;
const bytes = must<number>(isBytes, 'must be 100000 or more. Pass bytes, such as 100000000.');

const voicemail = objectOf<HostedVoicemail>({
  id: must<string>(isText, 'must be a non-empty text. Pass an id such as "offer".'),
  name: must<string>(isText, 'must be a non-empty text. Pass what the agent reads.'),
  url: must<string>(isText, 'must be an address. Pass where the audio file is.'),
});

const recordingOptions = objectOf<RecordingOptions>({
  consent: optional(oneOf<ConsentPolicy>("must be 'off', 'announce' or 'ask'.", 'off', 'announce', 'ask')),
  start: optional(oneOf<'on-answer' | 'by-hand'>("must be 'on-answer' or 'by-hand'.", 'on-answer', 'by-hand')),
  announcement: optional(
    must<string | Blob>(
      (value) => isText(value) || value instanceof Blob,
      'must be an audio file (Blob) or its address. Pass something like "/consent.mp3".',
    ),
  ),
  maxBytes: optional(bytes),
  maxTotalBytes: optional(bytes),
  keepDays: optional(mustBeWithin(1, 3650, 'days, such as 30')),
  deliver: optional(
    must<DeliverRecording>(
      (value) => typeof value === 'function',
      'must be a function. Pass async ({ callId, content }, signal) => { … }.',
    ),
  ),
  voicemails: optional(listOf(voicemail, 'must be a list. Pass [{ id, name, url }].')),
  beepLimitSeconds: optional(mustBeWithin(5, 120, 'seconds, such as 45')),
  audio: optional(mustHave<CallAudio>('must be a CallAudio. Leave it out for the browser.', 'record', 'speak')),
});

const announced = must<RecordingOptions>(
  (value) =>
    (value as RecordingOptions).consent !== 'announce' || (value as RecordingOptions).announcement !== undefined,
  "must have an announcement with consent: 'announce'. Pass announcement: '/consent.mp3'.",
);

const dayMs = 86_400_000;

/**
 * Lets the agent record calls, and leave messages on answering machines.
 *
 * ```ts
 * const dialer = createDialer({ phone, storage, recording: createRecording({ consent: 'ask' }) });
 * ```
 *
 * Where it is used nothing is loaded before the first answered call, or the first question about a recording.
 *
 * @throws DialerError `config-invalid`, naming every wrong field
 */
export function createRecording(options: RecordingOptions = {}): Recording {
  const what = 'createRecording';
  parseOptions(announced, parseOptions(recordingOptions, options, { what }), { what });
  const settings: RecordingSettings = {
    consent: options.consent ?? 'ask',
    start: options.start ?? 'by-hand',
    announcement: options.announcement,
    maxBytes: options.maxBytes ?? 100_000_000,
    maxTotalBytes: options.maxTotalBytes ?? 1_000_000_000,
    keepMs: (options.keepDays ?? 30) * dayMs,
    deliver: options.deliver,
    voicemails: [...(options.voicemails ?? [])],
    beepLimitMs: (options.beepLimitSeconds ?? 45) * 1_000,
  };
  return { attach: (world) => lateDesk(() => loadDesk({ settings, world, audio: options.audio })) };
}

interface Parts {
  readonly settings: RecordingSettings;
  readonly world: RecordingWorld;
  readonly audio: CallAudio | undefined;
}

async function loadDesk({ settings, world, audio }: Parts): Promise<RecordingDesk> {
  const { createRecordingDesk } = await import('../../recording/recording-desk.js');
  const heard = audio ?? (await import('./browser-call-audio.js')).browserCallAudio;
  return createRecordingDesk({ audio: heard, settings, world });
}

/** A desk that is loaded at once, in the background, and again when that failed. */
function lateDesk(load: () => Promise<RecordingDesk>): RecordingDesk {
  let loading: Promise<RecordingDesk> | undefined;
  const desk = (): Promise<RecordingDesk> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const ignore = () => {};
  // Recordings that a crash left open are closed as soon as the page is back.
  desk().catch(ignore);
  return {
    recordings: {
      open: async (callId) => (await desk()).recordings.open(callId),
      delete: async (callId) => (await desk()).recordings.delete(callId),
      markDelivered: async (callId) => (await desk()).recordings.markDelivered(callId),
      listUndelivered: async () => (await desk()).recordings.listUndelivered(),
      listVoicemails: async () => (await desk()).recordings.listVoicemails(),
      addVoicemail: async (name, sound) => (await desk()).recordings.addVoicemail(name, sound),
      removeVoicemail: async (id) => (await desk()).recordings.removeVoicemail(id),
    },
    follow: (handle) => void desk().then((ready) => ready.follow(handle), ignore),
    record: async (callId, command) => (await desk()).record(callId, command),
    dropVoicemail: async (callId, messageId, how) => (await desk()).dropVoicemail(callId, messageId, how),
    dispose: async () => (await loading?.catch(ignore))?.dispose(),
  };
}
