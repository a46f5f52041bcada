import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { SipSocket } from './sip-socket.js';

/** Milliseconds between two looks for the first server; up to half more by chance. */
const lookEvery = 30_000;

export interface FailBack {
  start(): void;
  stop(): void;
}

interface FailBackOptions {
  readonly options: ResolvedSipPhoneOptions;
  readonly socket: SipSocket;
  /** Whether another server is in use and nobody would be disturbed. */
  readonly may: () => boolean;
  /** The connection to the first server is open and has taken the place of the other. */
  readonly back: () => void;
}

/** Goes back to the first server once it is there again, and no call is up. */
export function createFailBack({ options, socket, may, back }: FailBackOptions): FailBack {
  const { clock, servers } = options;
  let cancel = () => {};

  function start(): void {
    cancel();
    if (servers.length > 1) cancel = clock.after(lookEvery * (1 + Math.random() / 2), look);
  }

  function look(): void {
    start();
    const first = servers[0];
    if (first === undefined || !may()) return;
    // The connection in use stays until the new one is open.
    socket.open(first, may).then(back, () => {});
  }

  return { start, stop: () => cancel() };
}
