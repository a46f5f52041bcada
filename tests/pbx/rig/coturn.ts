import type { Program, StartProgram } from './program.js';

/** A running TURN server, as `RTCIceServer` wants to hear of it. */
export interface TurnServer {
  readonly program: Program;
  readonly urls: string;
  readonly username: string;
  readonly credential: string;
}

export interface CoturnOptions {
  readonly directory: string;
  readonly ports: { readonly listen: number; readonly relayFrom: number; readonly relayTo: number };
}

/** Starts coturn for one user; resolves when it listens. */
export async function startCoturn(start: StartProgram, { directory, ports }: CoturnOptions): Promise<TurnServer> {
  const [username, credential] = ['rig', 'relay'];
  const program = start({
    name: 'coturn',
    command: 'turnserver',
    cwd: directory,
    args: [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--log-file=stdout', '--verbose'],
      ...['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${ports.listen}`],
      ...[`--min-port=${ports.relayFrom}`, `--max-port=${ports.relayTo}`],
      // Whatever it relays to lives on this machine too, which a TURN server refuses unless told.
      '--allow-loopback-peers',
      ...['--lt-cred-mech', `--user=${username}:${credential}`, '--realm=rig.test'],
      ...[`--userdb=${directory}/turn.db`, `--pidfile=${directory}/turn.pid`],
    ],
  });
  await program.said(/IPv4\. UDP listener opened on: ?127\.0\.0\.1|UDP listener opened on.*127\.0\.0\.1/);
  return { program, urls: `turn:127.0.0.1:${ports.listen}`, username, credential };
}
