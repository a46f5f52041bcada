import { execFile } from 'node:child_process';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { awaitUntil } from './await-until.js';
import type { Program, StartProgram } from './program.js';
import { renderFile } from './render.js';
import { udpRequest } from './udp-request.js';

export interface KamailioOptions {
  readonly directory: string;
  readonly sipPort: number;
  readonly wsPort: number;
  readonly ngPort: number;
  readonly domain: string;
  readonly password: string;
  /** Telephone number to the UDP port of 127.0.0.1 where it answers. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Whether phones get an address that outlives their connection (RFC 5627). @defaultValue true */
  readonly gruu?: boolean;
  /** The number that asks for a login in a second realm. */
  readonly guarded: { readonly number: string; readonly realm: string };
}

const run = promisify(execFile);
const controlOf = (directory: string): string => join(directory, 'ctl');

/** Closes every WebSocket from the server's side, as an administrator would. */
export async function closeWebSockets(directory: string): Promise<void> {
  const command = existsSync('/usr/sbin/kamcmd') ? '/usr/sbin/kamcmd' : 'kamcmd';
  const ask = async (...words: string[]) =>
    (await run(command, ['-s', `unix:${controlOf(directory)}`, ...words])).stdout;
  const ids = [...(await ask('ws.dump')).matchAll(/^\s*(\d+): \S+ -> .*state: OPEN/gm)].map(([, id]) => id ?? '');
  if (ids.length === 0) throw new Error(`Kamailio has no WebSocket to close:\n${await ask('ws.dump')}`);
  for (const id of ids) await ask('ws.close', id);
}

/** Renders the configuration and starts Kamailio; resolves when it answers an OPTIONS. */
export async function startKamailio(start: StartProgram, options: KamailioOptions): Promise<Program> {
  const file = join(options.directory, 'kamailio.cfg');
  writeFileSync(file, renderKamailioConfig(options));
  const program = start({
    name: 'kamailio',
    command: existsSync('/usr/sbin/kamailio') ? '/usr/sbin/kamailio' : 'kamailio',
    cwd: options.directory,
    leash: 'TERM',
    args: [
      ...['-f', file, '-DD', '-E', '-m', '32', '-M', '4'],
      ...['-w', options.directory, '-Y', options.directory, '-P', join(options.directory, 'kamailio.pid')],
    ],
  });
  await awaitUntil('Kamailio answers OPTIONS', async () => {
    if (program.over) throw new Error(`Kamailio did not start:\n${program.log}`);
    return (await udpRequest(options.sipPort, (port) => optionsRequest(options.sipPort, port)))?.startsWith(
      'SIP/2.0 200',
    );
  });
  return program;
}

function renderKamailioConfig(options: KamailioOptions): string {
  const numbers = [...options.numbers].map(
    ([number, port]) => `  if ($rU == "${number}") $du = "sip:127.0.0.1:${port};transport=udp";`,
  );
  const values = {
    sipPort: options.sipPort,
    wsPort: options.wsPort,
    ngPort: options.ngPort,
    domain: options.domain,
    password: options.password,
    guardedNumber: options.guarded.number,
    guardedRealm: options.guarded.realm,
    numbers: numbers.join('\n'),
    modules: modulePath(),
    control: controlOf(options.directory),
    gruu: options.gruu === false ? 0 : 1,
  };
  return renderFile(new URL('kamailio.cfg', import.meta.url), values);
}

function modulePath(): string {
  const [found] = globSync([
    '/usr/lib/*/kamailio/modules/',
    '/usr/lib/kamailio/modules/',
    '/usr/lib64/kamailio/modules/',
  ]);
  if (found === undefined) throw new Error('no Kamailio modules under /usr/lib');
  return found.endsWith('/') ? found : `${found}/`;
}

const optionsRequest = (to: number, from: number): string =>
  [
    `OPTIONS sip:127.0.0.1:${to} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${from};branch=z9hG4bK${from}.${Date.now()}`,
    `From: <sip:rig@127.0.0.1:${from}>;tag=rig`,
    `To: <sip:127.0.0.1:${to}>`,
    `Call-ID: rig-${from}-${Date.now()}`,
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 10',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
