import { createSocket } from 'node:dgram';

/** Sends a datagram to a port of 127.0.0.1; resolves with the answer, or `undefined` when none comes within `limitMs`. */
export function udpRequest(
  port: number,
  message: (localPort: number) => string,
  limitMs = 150,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (answer?: string): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(), limitMs);
    socket.once('message', (answer) => settle(answer.toString()));
    socket.once('error', () => settle());
    socket.bind(0, '127.0.0.1', () => socket.send(message(socket.address().port), port, '127.0.0.1'));
  });
}
