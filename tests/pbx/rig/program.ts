import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A running program of the rig with everything it said so far. */
export interface Program {
  readonly name: string;
  readonly log: string;
  /** Resolves with the exit code, or `null` when it was stopped by a signal. */
  readonly exited: Promise<number | null>;
  readonly over: boolean;
  /**
   * Resolves with the first match in the log from `from` on, now or later.
   * Rejects when the program ends first, or after `limitMs` (10 s).
   */
  said(pattern: RegExp, options?: { readonly from?: number; readonly limitMs?: number }): Promise<RegExpMatchArray>;
  write(text: string): void;
  /** Stands still until {@link Program.thaw}. */
  freeze(): void;
  thaw(): void;
  /** TERM, and KILL after two seconds. Safe to call twice. */
  stop(): Promise<void>;
}

export type StartProgram = (options: ProgramOptions) => Program;

export interface ProgramOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The signal it gets when this process dies. TERM for a program that has children to stop. @defaultValue KILL */
  readonly leash?: 'TERM' | 'KILL';
}

const setpriv = '/usr/bin/setpriv';

/** Starts a program that cannot outlive this process, not even when this process is killed. */
export const startProgram: StartProgram = ({ name, command, args, cwd, leash = 'KILL' }) => {
  const leashed = existsSync(setpriv) ? [setpriv, '--pdeathsig', leash, command, ...args] : [command, ...args];
  const child = spawn(leashed[0] ?? command, leashed.slice(1), { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const listeners = new Set<() => void>();
  let log = '';
  let over = false;

  const hear = (text: string): void => {
    log += text;
    for (const listener of [...listeners]) listener();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  child.stdin.on('error', () => {});

  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null, why: string): void => {
      over = true;
      hear(`[${name} ${why}]\n`);
      resolve(code);
    };
    child.once('error', (error) => end(1, `could not start: ${error.message}`));
    child.once('close', (code, signal) => end(code, `ended: ${signal ?? code}`));
  });

  const said: Program['said'] = (pattern, { from = 0, limitMs = 10_000 } = {}) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        listeners.delete(look);
        clearTimeout(timer);
        act();
      };
      const fail = (why: string): void =>
        settle(() => reject(new Error(`${name} ${why} before it said ${pattern}:\n${log.slice(-3000)}`)));
      const timer = setTimeout(() => fail('was given up'), limitMs);
      const look = (): void => {
        const match = log.slice(from).match(pattern);
        if (match) settle(() => resolve(match));
        else if (over) fail('ended');
      };
      listeners.add(look);
      look();
    });

  return {
    name,
    exited,
    said,
    get log() {
      return log;
    },
    get over() {
      return over;
    },
    write: (text) => void child.stdin.write(text),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      if (over) return;
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const last = setTimeout(() => child.kill('SIGKILL'), 2000);
      await exited;
      clearTimeout(last);
    },
  };
};
