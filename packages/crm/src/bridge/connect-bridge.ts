import { type Dialer, DialerError } from '@dialdeck/core';
import { type CrmAdapter, CrmError } from '@dialdeck/core/crm';
import { awaitHosts, type BridgeWindow } from './await-hosts.js';
import { type BridgePort, createBridgePort } from './bridge-port.js';
import { createBridgedCrm } from './bridged-crm.js';
import type { RefusalCode } from './inspect-message.js';
import { type BridgeCommand, bridgeCommands, bridgeStateOf, runCommand } from './serve-dialer.js';

/** A message that was not listened to. Holds nothing of what it said. */
export interface RefusedMessage {
  readonly code: RefusalCode;
  readonly origin: string;
}

/** Options of {@link connectBridge}. */
export interface BridgeOptions {
  /** Pages that may embed this dialer, such as `https://crm.example`. Each written out: there is no `*`. */
  readonly allowedOrigins: readonly string[];
  /** What the host may do. @defaultValue every command */
  readonly commands?: readonly BridgeCommand[] | undefined;
  /** Told of every message that was refused. @defaultValue a line in the console */
  readonly onRefused?: ((refused: RefusedMessage) => void) | undefined;
  /** For tests. @defaultValue this window */
  readonly window?: BridgeWindow | undefined;
}

/** The dialer's end of the bridge. */
export interface Bridge {
  /** The CRM of the host page, as soon as one has said hello; for the `crm` option of `createDialer`. Never rejects. */
  readonly crm: Promise<CrmAdapter>;
  /** Lets the host see and use the dialer. @returns ends it */
  expose(dialer: Dialer): () => void;
  /** Ends the connection for good. */
  dispose(): void;
}

/**
 * Opens this page, in an iframe or a window of its own, to the page that embeds or opened it, and to no other.
 * A host that reloads says hello again and takes its place; the methods of the first one stay.
 *
 * @throws DialerError `config-invalid` when an origin is not one, or is `*`
 */
export function connectBridge(options: BridgeOptions): Bridge {
  const { commands = bridgeCommands, onRefused = report, window = globalThis as unknown as BridgeWindow } = options;
  const allowedOrigins = new Set(options.allowedOrigins.map(checkedOrigin));
  let port: BridgePort | undefined;
  let dialer: Dialer | undefined;
  let welcome: (crm: CrmAdapter) => void = () => {};
  const crm = new Promise<CrmAdapter>((resolve) => {
    welcome = resolve;
  });

  const current = (): BridgePort => {
    if (port) return port;
    throw new CrmError('later', 'The host page is not connected.');
  };

  function serve(method: string, params: readonly unknown[]): unknown {
    if (!commands.some((each) => each === method)) {
      throw new DialerError('bridge-message-invalid', 'This command is not known or not allowed here.');
    }
    if (!dialer) throw new DialerError('not-connected', 'The dialer is not ready yet.');
    return runCommand(dialer, method, params);
  }

  /** The host acknowledges; one that is gone or does not listen misses what it could have seen in the state. */
  const tell = (what: 'event' | 'state', value: unknown) => void port?.request(what, [value]).catch(() => {});

  const stop = awaitHosts({
    window,
    allowedOrigins,
    onRefused: (code, origin) => onRefused({ code, origin }),
    onHost({ methods }, { channel, origin }) {
      port?.close();
      port = createBridgePort(channel, { serve, onRefused: (code) => onRefused({ code, origin }) });
      welcome(createBridgedCrm(methods, current));
      if (dialer) tell('state', bridgeStateOf(dialer.state.snapshot));
    },
  });

  return {
    crm,
    expose(exposed) {
      dialer = exposed;
      const show = () => tell('state', bridgeStateOf(exposed.state.snapshot));
      const ends = [exposed.state.subscribe(show), exposed.events.listen((event) => tell('event', event))];
      show();
      return () => {
        for (const end of ends) end();
        if (dialer === exposed) dialer = undefined;
      };
    },
    dispose() {
      stop();
      port?.close();
      port = undefined;
    },
  };
}

const report = ({ code, origin }: RefusedMessage) => console.warn(`[dialdeck] ${code} from ${origin.slice(0, 200)}`);

/** An origin as browsers write it, so that it can be compared. */
function checkedOrigin(origin: string): string {
  const valid = URL.canParse(origin) && new URL(origin).origin === origin && origin !== 'null';
  if (valid) return origin;
  throw new DialerError('config-invalid', 'allowedOrigins: each like https://crm.example, without path and without *.');
}
