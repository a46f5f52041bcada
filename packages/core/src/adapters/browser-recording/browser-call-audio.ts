import type { CallAudio } from '../../recording/call-audio.js';
import { awaitBeep } from './beep-listener.js';
import { recordSound } from './call-recorder.js';
import { openMouth } from './mouth.js';

/** The sound of calls by way of MediaRecorder and Web Audio. */
export const browserCallAudio: CallAudio = { record: recordSound, speak: openMouth, awaitBeep };
