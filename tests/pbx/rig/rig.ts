import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FarPhone, startBaresip } from './baresip.js';
import { startCoturn, type TurnServer } from './coturn.js';
import { type FarEndName, farEnds } from './far-ends.js';
import { closeWebSockets, type KamailioOptions, startKamailio } from './kamailio.js';
import { blockSize, type PortBlock, takePortBlock } from './ports.js';
import type { Program } from './program.js';
import { createProgramList, type ProgramList } from './program-list.js';
import { startRtpengine } from './rtpengine.js';
import { type FarEnd, startSipp } from './sipp.js';
import { makeTempFolder } from './temp-folder.js';

/** A telephone exchange of its own, on free ports of 127.0.0.1. */
export interface Rig {
  /** SIP domain of every user. It is no host name: only the WebSocket address leads there. */
  readonly domain: string;
  readonly password: string;
  /** WebSocket address. */
  readonly server: string;
  readonly wsPort: number;
  /** A phone that answers by itself, with sound both ways. */
  readonly farPhone: FarPhone;
  /** Kamailio closes every WebSocket. */
  closeWebSockets(): Promise<void>;
  /** Kamailio is killed and started again: it has forgotten who was registered. */
  restartServer(options?: Pick<KamailioOptions, 'gruu'>): Promise<void>;
  /** The media relay, to be frozen. */
  readonly relay: Pick<Program, 'freeze' | 'thaw'>;
  /** Puts a scripted person behind their number, for one call unless `calls` says otherwise. Replaces who was there. */
  startFarEnd(name: FarEndName, options?: { readonly calls?: number | 'endless' }): Promise<FarEnd>;
  /** Somebody on the carrier's side calls a user and gives up while it rings. */
  callAndGiveUp(user: string): Promise<FarEnd>;
  /** Somebody on the carrier's side calls a user, with one more header line, and stays until we refuse or hang up. */
  callUser(user: string, options?: { readonly header?: string }): Promise<FarEnd>;
  /** Starts a TURN server (coturn) that relays within this machine. Stopped by {@link Rig.reset}. */
  startTurn(): Promise<TurnServer>;
  /** What every program said since the last reset, for a test that failed. */
  logs(): string;
  /** Sends everybody home before the next test. */
  reset(): Promise<void>;
  /** Stops every program and removes every file. Safe to call twice. */
  stop(): Promise<void>;
}

const domain = 'pbx.test';
const password = 'secret';
const phoneNumber = '13800138000';

/** Where things are in the block of ports. */
const layout = {
  sip: 0,
  ws: 1,
  ng: 2,
  phone: 3,
  caller: 4,
  callerMedia: 6,
  farEnds: 10,
  farMedia: 40,
  phoneRtp: 140,
  turn: 160,
  turnRelay: 161,
  rtp: 200,
};

/** Starts rtpengine, Kamailio and baresip; resolves when each has answered. About a second. */
export async function startRig(): Promise<Rig> {
  const place = {
    directory: makeTempFolder('pbx'),
    ports: await takePortBlock(layout.rtp),
    programs: createProgramList(),
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= close(place);
    return stopping;
  };
  try {
    const [farPhone, machines] = await Promise.all([startFarPhone(place), startRelayAndProxy(place)]);
    return { ...describe(place), ...createCast(place, farPhone), ...machines, farPhone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the parts of one rig share. */
interface Place {
  readonly directory: string;
  readonly ports: PortBlock;
  readonly programs: ProgramList;
}

async function close({ programs, ports, directory }: Place): Promise<void> {
  await programs.stopAll();
  await ports.release();
  rmSync(directory, { recursive: true, force: true });
}

function describe({ ports }: Place): Pick<Rig, 'domain' | 'password' | 'server' | 'wsPort'> {
  const wsPort = ports.at(layout.ws);
  return { domain, password, wsPort, server: `ws://127.0.0.1:${wsPort}` };
}

type Cast = Pick<Rig, 'startFarEnd' | 'callAndGiveUp' | 'callUser' | 'startTurn' | 'logs' | 'reset'>;

/** The scripted people, who come and go with each test. */
function createCast({ programs, directory, ports }: Place, farPhone: FarPhone): Cast {
  const present = new Map<string, FarEnd>();
  const enter = (name: string, farEnd: FarEnd): FarEnd => {
    present.set(name, farEnd);
    return farEnd;
  };
  const leave = async (name: string): Promise<void> => {
    const farEnd = present.get(name);
    if (farEnd) await programs.drop(farEnd.program);
    present.delete(name);
  };
  const visitors: Program[] = [];
  const startCaller = async (scenario: string, values: Readonly<Record<string, string>>): Promise<FarEnd> => {
    await leave('caller');
    const [sipPort, mediaPort] = [ports.at(layout.caller), ports.at(layout.callerMedia)];
    const target = `127.0.0.1:${ports.at(layout.sip)}`;
    const call = { scenario, calls: 1, target, values: { domain, ...values }, directory, sipPort, mediaPort };
    return enter('caller', await startSipp(programs.start, call));
  };
  return {
    async startFarEnd(name, { calls = 1 } = {}) {
      await leave(name);
      const sipPort = sipPortOf(ports, name);
      const mediaPort = ports.at(layout.farMedia + 4 * names.indexOf(name));
      const limit = calls === 'endless' ? {} : { calls };
      return enter(
        name,
        await startSipp(programs.start, { ...farEnds[name], directory, sipPort, mediaPort, ...limit }),
      );
    },
    callAndGiveUp: (user) => startCaller('call-cancel', { user }),
    callUser: (user, { header = 'X-Plain: yes' } = {}) => startCaller('call', { user, header }),
    async startTurn() {
      const turn = await startCoturn(programs.start, {
        directory: folder(directory, 'turn'),
        ports: turnPortsOf(ports),
      });
      visitors.push(turn.program);
      return turn;
    },
    logs: () => [programs.logs(), ...[...present].map(dialogueOf)].join('\n'),
    async reset() {
      await Promise.all([...present.keys()].map(leave));
      await Promise.all(visitors.splice(0).map((program) => programs.drop(program)));
      await farPhone.reset();
      programs.forget();
    },
  };
}

function dialogueOf([name, farEnd]: readonly [string, FarEnd]): string {
  const messages = farEnd.messages().map(({ direction, text }) => `[${direction}] ${text}`);
  return `--- SIP of ${name}\n${messages.join('\n')}`;
}

const names = Object.keys(farEnds) as FarEndName[];

const sipPortOf = (ports: PortBlock, name: FarEndName): number => ports.at(layout.farEnds + names.indexOf(name));

const turnPortsOf = (ports: PortBlock) => ({
  listen: ports.at(layout.turn),
  relayFrom: ports.at(layout.turnRelay),
  relayTo: ports.at(layout.rtp - 1),
});

function startFarPhone({ programs, directory, ports }: Place): Promise<FarPhone> {
  return startBaresip(programs.start, {
    directory: folder(directory, 'baresip'),
    number: phoneNumber,
    sipPort: ports.at(layout.phone),
    rtpFrom: ports.at(layout.phoneRtp),
    rtpTo: ports.at(layout.turn - 2),
    proxyPort: ports.at(layout.sip),
  });
}

type Machines = Pick<Rig, 'closeWebSockets' | 'restartServer' | 'relay'>;

/** The relay first: Kamailio pings it once at its start. */
async function startRelayAndProxy({ programs, directory, ports }: Place): Promise<Machines> {
  const ngPort = ports.at(layout.ng);
  const relay = await startRtpengine(programs.start, {
    directory: folder(directory, 'rtpengine'),
    ngPort,
    rtpFrom: ports.at(layout.rtp),
    rtpTo: ports.at(blockSize - 2),
  });
  const options = {
    directory: folder(directory, 'kamailio'),
    sipPort: ports.at(layout.sip),
    wsPort: ports.at(layout.ws),
    ngPort,
    domain,
    password,
    numbers: new Map([
      [phoneNumber, ports.at(layout.phone)],
      ...names.map((name) => [farEnds[name].number, sipPortOf(ports, name)] as const),
    ]),
    guarded: { number: farEnds.behindSecondLogin.number, realm: 'carrier.test' },
  };
  let kamailio = await startKamailio(programs.start, options);
  return {
    relay,
    closeWebSockets: () => closeWebSockets(options.directory),
    async restartServer(changes) {
      await programs.drop(kamailio);
      kamailio = await startKamailio(programs.start, { ...options, ...changes });
    },
  };
}

function folder(directory: string, name: string): string {
  const path = join(directory, name);
  mkdirSync(path, { recursive: true });
  return path;
}
