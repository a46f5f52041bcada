import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';

/** A run of consecutive ports of 127.0.0.1 that were all free when taken. */
export interface PortBlock {
  readonly first: number;
  /** The n-th port of the block, below {@link blockSize} - 1. */
  at(index: number): number;
  release(): Promise<void>;
}

/** Ports in a block. The last one is kept open as the sign that the block is taken. */
export const blockSize = 500;

/** Below the range from which the system gives ports to clients (32768 and up on Linux). */
const lowest = 12_000;
const blocks = Math.floor((32_000 - lowest) / blockSize);

/**
 * Takes a block that no other rig on this machine uses.
 * @param needed how many of its ports are probed, UDP and TCP
 */
export async function takePortBlock(needed: number): Promise<PortBlock> {
  const start = Math.floor(Math.random() * blocks);
  for (let n = 0; n < blocks; n++) {
    const first = lowest + ((start + n) % blocks) * blockSize;
    const claim = await listenTcp(first + blockSize - 1);
    if (claim === undefined) continue;
    if (await allFree(first, needed)) {
      return { first, at: (index) => first + index, release: () => closeServer(claim) };
    }
    await closeServer(claim);
  }
  throw new Error('no free block of ports on 127.0.0.1');
}

async function allFree(first: number, count: number): Promise<boolean> {
  for (let port = first; port < first + count; port++) {
    const server = await listenTcp(port);
    if (server === undefined) return false;
    await closeServer(server);
    if (!(await isUdpFree(port))) return false;
  }
  return true;
}

const listenTcp = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server.unref()));
  });

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

const isUdpFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => socket.close(() => resolve(true)));
  });
