import { createDialer } from '@dialdeck/core';
import type { CrmAdapter } from '@dialdeck/core/crm';
import { FakePhone } from '@dialdeck/core/testing';
import type { BridgeWindow } from '../bridge/await-hosts.js';
import { type Bridge, type BridgeOptions, connectBridge, type RefusedMessage } from '../bridge/connect-bridge.js';
import { connectDialer, type HostOptions } from '../bridge/host/index.js';

/** Where the page around the dialer is. */
export const hostOrigin = 'https://crm.example';
/** Where the dialer is. */
export const dialerOrigin = 'https://dialer.example';

/** A frame with the dialer's window and the window around it, as browsers tell messages between them. */
export function createFrame() {
  const listeners = new Set<(event: MessageEvent) => void>();
  const parent = { name: 'the host' };
  const window: BridgeWindow = {
    parent,
    opener: null,
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
  };
  const arrive = (
    data: unknown,
    { origin = hostOrigin, source = parent as unknown, ports = [] as readonly MessagePort[] } = {},
  ) => {
    for (const listener of listeners) listener({ data, origin, source, ports } as unknown as MessageEvent);
  };
  /** What a page of `origin` has when it holds the frame. */
  const seenFrom = (origin: string) =>
    ({
      postMessage(data: unknown, to: string, ports: readonly MessagePort[]) {
        if (to === dialerOrigin) arrive(structuredClone(data), { origin, ports });
      },
    }) as unknown as Window;
  return { window, arrive, seenFrom };
}

/** Ended after the test. */
export const open: { close(): void }[] = [];
/** Ends what a test opened. */
export function closeAll(): void {
  for (const each of open.splice(0)) each.close();
}

/** A bridge in a frame, and the way to connect to it from the page around. */
export function openBridge(options: Partial<BridgeOptions> = {}) {
  const frame = createFrame();
  const refused: RefusedMessage[] = [];
  const bridge = connectBridge({
    allowedOrigins: [hostOrigin],
    window: frame.window,
    onRefused: (each) => refused.push(each),
    ...options,
  });
  open.push({ close: () => bridge.dispose() });
  const connect = async (host: Partial<HostOptions> = {}) => {
    const link = await connectDialer(frame.seenFrom(hostOrigin), { origin: dialerOrigin, ...host });
    open.push(link);
    return link;
  };
  return { bridge, frame, refused, connect };
}

/** A dialer that the bridge shows. */
export async function exposed(bridge: Bridge, crm?: CrmAdapter) {
  const phone = new FakePhone();
  const dialer = createDialer({ phone, ...(crm ? { crm } : {}) });
  open.push({ close: () => void dialer.dispose() });
  bridge.expose(dialer);
  await dialer.connect();
  return { phone, dialer };
}

/** A host that says what it likes, on a port of an allowed page. */
export async function rawHost() {
  const { bridge, frame, refused } = openBridge();
  const { port1, port2 } = new MessageChannel();
  const heard: { kind: string; code?: string; to?: number; ok?: boolean }[] = [];
  port1.onmessage = ({ data }) => heard.push(data);
  open.push(port1);
  frame.arrive({ dialdeck: 'hello', v: 1, nonce: crypto.randomUUID(), methods: [] }, { ports: [port2] });
  const { dialer } = await exposed(bridge);
  while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  heard.length = 0;
  return { port: port1, heard, refused, dialer };
}
