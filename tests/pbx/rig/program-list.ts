import { type Program, type StartProgram, startProgram } from './program.js';

/** The programs of one rig, with what they said since somebody last asked to forget. */
export interface ProgramList {
  readonly start: StartProgram;
  /** Stops a program and leaves it out from now on. */
  drop(program: Program): Promise<void>;
  stopAll(): Promise<void>;
  logs(): string;
  forget(): void;
}

export function createProgramList(): ProgramList {
  /** How much of each log is old. */
  const old = new Map<Program, number>();
  return {
    start(options) {
      const program = startProgram(options);
      old.set(program, 0);
      return program;
    },
    async drop(program) {
      await program.stop();
      old.delete(program);
    },
    async stopAll() {
      await Promise.all([...old.keys()].map((program) => program.stop()));
    },
    logs: () =>
      [...old].map(([program, from]) => `--- ${program.name}\n${lastWords(program.log.slice(from))}`).join('\n'),
    forget() {
      for (const program of old.keys()) old.set(program, program.log.length);
    },
  };
}

/** The end of a log, without baresip's meter. */
const lastWords = (log: string): string => log.replace(/(\[[^\]]*\] audio=\S+ \(bit\/s\)\s*)+/g, '').slice(-6000);
