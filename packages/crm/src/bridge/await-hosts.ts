import { type BridgeHello, helloSchema } from './bridge-message.js';
import { inspectMessage, type RefusalCode } from './inspect-message.js';

/** What the bridge needs of a window; tests give one of their own. */
export interface BridgeWindow {
  readonly parent: unknown;
  readonly opener: unknown;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export interface AwaitHostsOptions {
  readonly window: BridgeWindow;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly onHost: (hello: BridgeHello, from: { readonly channel: MessagePort; readonly origin: string }) => void;
  readonly onRefused: (code: RefusalCode, origin: string) => void;
}

/**
 * Waits for the page that embeds or opened this one to say hello. Only that window, and only while it shows a page of
 * an allowed origin, is heard. Nobody else gets an answer: nothing is ever posted to a window from here, only to the
 * port an allowed page has sent.
 *
 * @returns ends it
 */
export function awaitHosts({ window, allowedOrigins, onHost, onRefused }: AwaitHostsOptions): () => void {
  const nonces = new Set<string>();
  const host = window.parent === window ? window.opener : window.parent;

  function hear(event: MessageEvent): void {
    if (!isGreeting(event.data)) return;
    const { origin, ports } = event;
    const hello = read(event);
    const [channel] = ports;
    if (typeof hello === 'string') onRefused(hello, origin);
    // The host says hello until it is answered; the tries that crossed the answer mean the same connection.
    else if (channel && !nonces.has(hello.nonce)) {
      nonces.add(hello.nonce);
      onHost(hello, { channel, origin });
    }
  }

  function read({ data, origin, source, ports }: MessageEvent): BridgeHello | RefusalCode {
    const foreign = host === null || host === undefined || source !== host || !allowedOrigins.has(origin);
    if (foreign) return 'bridge-origin-refused';
    const fault = inspectMessage(data);
    if (fault) return fault;
    const hello = helloSchema.safeParse(data);
    return hello.success && ports.length === 1 ? hello.data : 'bridge-message-invalid';
  }

  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}

/** Pages post many things to each other; what does not begin as a greeting is none of ours, and not worth a line. */
const isGreeting = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, 'dialdeck');
