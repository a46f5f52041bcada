import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between browser and PBX that a test can cut and hold. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts every connection. */
  cut(): void;
  /** Refuses new connections until {@link TcpProxy.open}. */
  shut(): void;
  open(): void;
  /** Keeps back what the PBX sends, until the result is called. */
  holdAnswers(): () => void;
  close(): Promise<void>;
}

/** Forwards a free port of 127.0.0.1 to `target`. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  let isOpen = true;
  let holding = false;

  const server = createServer((near) => {
    if (!isOpen) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    if (holding) far.unpipe(near).pause();
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    shut: () => {
      isOpen = false;
    },
    open: () => {
      isOpen = true;
    },
    holdAnswers() {
      holding = true;
      for (const [near, far] of pairs) far.unpipe(near).pause();
      return () => {
        holding = false;
        for (const [near, far] of pairs) far.pipe(near);
      };
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
