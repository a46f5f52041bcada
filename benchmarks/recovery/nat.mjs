// The way of the audio, through a router that can be given another address: what was sent from inside before then goes
// nowhere any more, and whoever opens a new socket inside gets a new address outside.
import { createSocket } from 'node:dgram';

/** @returns the router, with its inside on a free port of 127.0.0.1 */
export async function startNat() {
  const inside = await open();
  /** By the port inside: its own socket outside, or `null` when it has lost its address. */
  const outsides = new Map();
  let target;

  inside.on('message', async (packet, { port }) => {
    if (!outsides.has(port)) {
      const opening = open().then((outside) => {
        outside.on('message', (answer) => {
          if (outsides.get(port) === opening) inside.send(answer, port, '127.0.0.1');
        });
        return outside;
      });
      outsides.set(port, opening);
    }
    const outside = await outsides.get(port);
    if (outside && target) outside.send(packet, target, '127.0.0.1');
  });

  return {
    port: inside.address().port,
    /** Where the other end is now. */
    aim(port) {
      target = port;
    },
    /** Everything that has an address outside loses it. */
    async move() {
      const lost = [...outsides];
      for (const [port] of lost) outsides.set(port, null);
      for (const [, outside] of lost) (await outside)?.close();
    },
    async close() {
      await this.move();
      await new Promise((resolve) => inside.close(resolve));
    },
  };
}

const open = () =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    // A packet to a port that nobody has any more.
    socket.on('error', () => {});
    socket.bind(0, '127.0.0.1', () => resolve(socket));
  });
