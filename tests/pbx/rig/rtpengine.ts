import { awaitUntil } from './await-until.js';
import type { Program, StartProgram } from './program.js';
import { udpRequest } from './udp-request.js';

export interface RtpengineOptions {
  readonly directory: string;
  readonly ngPort: number;
  readonly rtpFrom: number;
  readonly rtpTo: number;
}

/** Starts the media relay; resolves when it answers a ping of its control protocol. */
export async function startRtpengine(start: StartProgram, options: RtpengineOptions): Promise<Program> {
  const { directory, ngPort, rtpFrom, rtpTo } = options;
  const program = start({
    name: 'rtpengine',
    command: 'rtpengine',
    cwd: directory,
    args: [
      '--config-file=none',
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${ngPort}`,
      `--port-min=${rtpFrom}`,
      `--port-max=${rtpTo}`,
      '--num-threads=2',
      // The default keeps the ports of an ended call for 30 s: a series of calls would use them up.
      '--delete-delay=2',
      '--foreground',
      '--log-stderr',
      '--log-level=5',
    ],
  });
  await awaitUntil('rtpengine answers a ping', async () => {
    if (program.over) throw new Error(`rtpengine did not start:\n${program.log}`);
    return (await udpRequest(ngPort, () => '1_1 d7:command4:pinge'))?.includes('pong');
  });
  return program;
}
