import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awaitUntil } from './await-until.js';
import type { Program, StartProgram } from './program.js';
import { renderFile } from './render.js';
import { parseSippTrace, type SipMessage, summaryOf } from './sip-messages.js';

/** A scripted far end: one scenario of `scenarios/`, played by sipp. */
export interface FarEnd {
  readonly program: Program;
  /** Everything said so far, oldest first. */
  messages(): readonly SipMessage[];
  /** Resolves with the message once it was seen. */
  saw(title: string, options?: { readonly count?: number }): Promise<SipMessage>;
  /** Resolves when the scenario was played to its end; rejects when anything else happened. */
  finished(): Promise<readonly SipMessage[]>;
}

export interface SippOptions {
  readonly scenario: string;
  readonly directory: string;
  readonly sipPort: number;
  readonly mediaPort: number;
  /** Values for `{{name}}` in the scenario. */
  readonly values?: Readonly<Record<string, string>>;
  /** Sends back the audio it receives. */
  readonly echo?: boolean;
  /** Ends after this many calls. Without it, it serves for ever. */
  readonly calls?: number;
  /** Where to call, `host:port`; without it, it waits for calls. */
  readonly target?: string;
}

let started = 0;

/** Starts a far end; resolves when its port is open, or at once when it calls. */
export async function startSipp(start: StartProgram, options: SippOptions): Promise<FarEnd> {
  const { scenario, directory, sipPort, target } = options;
  const file = join(directory, `${scenario}-${++started}.xml`);
  const trace = `${file}.messages`;
  writeFileSync(file, renderFile(new URL(`scenarios/${scenario}.xml`, import.meta.url), options.values ?? {}));
  const args = ['-sf', file, '-message_file', trace, ...argumentsOf(options)];
  const program = start({ name: `sipp ${scenario}`, command: 'sipp', cwd: directory, args });
  const messages = (): readonly SipMessage[] => (existsSync(trace) ? parseSippTrace(readFileSync(trace, 'utf8')) : []);
  if (target === undefined) {
    await awaitUntil(`sipp ${scenario} listens on ${sipPort}`, () => {
      if (program.over) throw new Error(`sipp did not start:\n${program.log}`);
      return isBound(sipPort);
    });
  }
  return {
    program,
    messages,
    saw: (title, { count = 1 } = {}) =>
      awaitUntil(
        () => `sipp ${scenario} sees ${title}: ${summaryOf(messages())}`,
        () => messages().filter((message) => message.title === title)[count - 1],
      ),
    async finished() {
      await awaitUntil(
        () => `sipp ${scenario} plays to its end: ${summaryOf(messages())}`,
        () => program.over,
        20_000,
      );
      const code = await program.exited;
      if (code !== 0)
        throw new Error(`sipp ${scenario} ended with ${code}: ${summaryOf(messages())}\n${lastWords(program.log)}`);
      return messages();
    },
  };
}

function argumentsOf({ sipPort, mediaPort, echo, calls, target }: SippOptions): readonly string[] {
  return [
    ...(target === undefined ? [] : [target]),
    ...['-i', '127.0.0.1', '-p', `${sipPort}`, '-mi', '127.0.0.1', '-mp', `${mediaPort}`],
    ...['-nostdin', '-trace_msg', '-deadcall_wait', '0'],
    ...(echo ? ['-rtp_echo'] : []),
    ...(calls === undefined ? [] : ['-m', `${calls}`]),
  ];
}

const lastWords = (log: string): string => log.split('\n').filter(Boolean).slice(-25).join('\n');

/** Asked of the kernel: trying to bind the port would steal it from sipp. */
function isBound(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/udp', 'utf8').includes(`0100007F:${hex} `);
}
