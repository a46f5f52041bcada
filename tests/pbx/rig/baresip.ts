import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awaitUntil } from './await-until.js';
import type { Program, StartProgram } from './program.js';
import { samplesOf, toneShare } from './tone.js';

/** A telephone on the far side that picks up by itself, plays {@link farToneHz} and records what it hears. */
export interface FarPhone {
  readonly program: Program;
  readonly number: string;
  /** Calls a user of the PBX. */
  call(uri: string): void;
  hangUp(): void;
  /** Resolves once no call is up. */
  closed(): Promise<void>;
  /** Ends what a test left behind. */
  reset(): Promise<void>;
  /** Resolves once the digits arrived in this order since `from` (an offset in the program's log). */
  receivedTones(digits: string, from?: number): Promise<void>;
  /** The same for digits that arrived as SIP INFO. */
  receivedInfoTones(digits: string, from?: number): Promise<void>;
  /** Resolves once the tone is heard in what arrives from now on. */
  hears(hz: number): Promise<void>;
  /** Resolves once a second of silence arrived. */
  hearsSilence(): Promise<void>;
}

/** What the far phone plays, in hertz. */
export const farToneHz = 440;

export interface BaresipOptions {
  readonly directory: string;
  readonly number: string;
  readonly sipPort: number;
  readonly rtpFrom: number;
  readonly rtpTo: number;
  /** Where it sends its own calls. */
  readonly proxyPort: number;
}

/** Starts baresip; resolves when it is ready for calls. */
export async function startBaresip(start: StartProgram, options: BaresipOptions): Promise<FarPhone> {
  const { directory, number } = options;
  const recordings = join(directory, 'heard');
  mkdirSync(recordings, { recursive: true });
  writeFileSync(join(directory, 'config'), configOf(options, recordings));
  writeFileSync(join(directory, 'accounts'), accountOf(options));
  writeFileSync(join(directory, 'contacts'), '');
  const program = start({ name: 'baresip', command: 'baresip', cwd: directory, args: ['-4', '-f', directory] });
  await program.said(/baresip is ready/);

  const isClosed = async (): Promise<boolean> => {
    const from = program.log.length;
    program.write('l');
    return (await program.said(/Active calls \((\d+)\)/, { from }))[1] === '0';
  };
  const closed = async (): Promise<void> => void (await awaitUntil('the far phone is on hook', isClosed));

  return {
    program,
    number,
    closed,
    async reset() {
      if (!(await isClosed())) program.write('b');
      await closed();
    },
    call: (uri) => program.write(`/dial ${uri}\n`),
    hangUp: () => program.write('b'),
    async receivedTones(digits, from = 0) {
      await awaitUntil(`digits ${digits} arrive`, () => tonesIn(program.log.slice(from)).includes(digits));
    },
    async receivedInfoTones(digits, from = 0) {
      await awaitUntil(`digits ${digits} arrive as INFO`, () => infoTonesIn(program.log.slice(from)).includes(digits));
    },
    async hears(hz) {
      const start = heardSoFar(recordings).length;
      await awaitUntil(`the far phone hears ${hz} Hz`, () => containsTone(heardSoFar(recordings).subarray(start), hz));
    },
    async hearsSilence() {
      await awaitUntil('a second of silence arrives', () => isSilent(heardSoFar(recordings).slice(-rate)));
    },
  };
}

/** Telephone events (RFC 4733) only; digits by SIP INFO are logged differently. */
const tonesIn = (log: string): string =>
  [...log.matchAll(/received event: '(.)' \(end=1\)/g)].map((match) => match[1]).join('');

const infoTonesIn = (log: string): string =>
  [...log.matchAll(/received DTMF: '(.)' \(duration=/g)].map((match) => match[1]).join('');

const rate = 8000;
const window = rate / 10;

function containsTone(samples: Float32Array, hz: number): boolean {
  for (let at = 0; at + window <= samples.length; at += window / 2) {
    if (toneShare(samples.subarray(at, at + window), hz, rate) > 0.6) return true;
  }
  return false;
}

const isSilent = (samples: Float32Array): boolean =>
  samples.length === rate && samples.every((sample) => Math.abs(sample) < 0.002);

/** The newest call only: recordings are named by their time. */
function heardSoFar(recordings: string): Float32Array {
  const newest = globSync(join(recordings, '*-dec.wav')).sort().at(-1);
  return newest === undefined ? new Float32Array() : samplesOf(readFileSync(newest));
}

function accountOf({ number, sipPort, proxyPort }: BaresipOptions): string {
  const proxy = `outbound="sip:127.0.0.1:${proxyPort};transport=udp"`;
  return `<sip:${number}@127.0.0.1:${sipPort}>;answermode=auto;regint=0;${proxy}\n`;
}

/** Only PCMU and PCMA, so that what is recorded has 8000 samples a second. */
function configOf({ sipPort, rtpFrom, rtpTo }: BaresipOptions, recordings: string): string {
  const [modules = '/usr/lib/baresip/modules'] = globSync(['/usr/lib/baresip/modules', '/usr/lib/*/baresip/modules']);
  return `${[
    `sip_listen 127.0.0.1:${sipPort}`,
    'call_local_timeout 60',
    'call_max_calls 4',
    `audio_source ausine,${farToneHz}`,
    // The sine is made in stereo at 48 kHz only.
    'ausrc_srate 48000',
    'ausrc_channels 2',
    'audio_player aubridge,nobody',
    'audio_alert aubridge,nobody',
    `rtp_ports ${rtpFrom}-${rtpTo}`,
    `snd_path ${recordings}`,
    `module_path ${modules}`,
    'module stdio.so',
    'module g711.so',
    'module ausine.so',
    'module aubridge.so',
    'module sndfile.so',
    'module_tmp account.so',
    'module_app menu.so',
  ].join('\n')}\n`;
}
