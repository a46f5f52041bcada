import { DialerError } from '@dialdeck/core';
import { errorOf, failureOf } from './bridge-failure.js';
import { type BridgeContent, type BridgeMessage, bridgeVersion, messageSchema } from './bridge-message.js';
import { inspectMessage, type RefusalCode } from './inspect-message.js';

export interface BridgePortOptions {
  /** Answers what the other side asks. */
  readonly serve: (method: string, params: readonly unknown[], signal: AbortSignal) => unknown;
  readonly onRefused: (code: RefusalCode) => void;
}

/** The dialer's end of the port. */
export interface BridgePort {
  /** @throws whatever the other side answers; DialerError `bridge-closed`; the reason of `signal` */
  request(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** Ends everything that is open. */
  close(): void;
}

interface Question {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Of<Kind extends BridgeMessage['kind']> = Extract<BridgeMessage, { readonly kind: Kind }>;

const mostOpen = 1_000;

/** Speaks over a port. Every message is inspected, checked by schema, newer than the last, and answered. */
export function createBridgePort(port: MessagePort, { serve, onRefused }: BridgePortOptions): BridgePort {
  const questions = new Map<number, Question>();
  const served = new Map<number, AbortController>();
  let lastSent = 0;
  let lastSeen = 0;
  let closed = false;

  function send(content: BridgeContent): number {
    lastSent += 1;
    port.postMessage({ v: bridgeVersion, id: lastSent, ...content });
    return lastSent;
  }

  function refuse(code: RefusalCode, message: unknown): void {
    onRefused(code);
    const { id, kind, to } = Object(message) as Readonly<Record<string, unknown>>;
    // A replay is not answered as the original was: that one may still be on its way.
    const known = code !== 'bridge-message-replayed' && isId(id);
    send({ kind: 'refused', code, ...(known ? { to: id } : {}) });
    // Whoever waits for an answer that cannot be taken waits no longer.
    if (kind === 'answer' && isId(to)) reject(to, code);
  }

  function receive(data: unknown): void {
    const message = read(data);
    if (typeof message === 'string') refuse(message, data);
    else if (message.kind === 'request') void answer(message);
    else if (message.kind === 'abort') served.get(message.to)?.abort();
    else if (message.kind === 'answer') settle(message);
    else if (message.kind === 'refused') refused(message);
    else refuse('bridge-message-invalid', data);
  }

  function read(data: unknown): BridgeMessage | RefusalCode {
    const fault = inspectMessage(data);
    if (fault) return fault;
    const message = messageSchema.safeParse(data);
    if (!message.success) return 'bridge-message-invalid';
    if (message.data.id <= lastSeen) return 'bridge-message-replayed';
    lastSeen = message.data.id;
    return message.data;
  }

  async function answer({ id, method, params }: Of<'request'>): Promise<void> {
    if (served.size >= mostOpen) {
      refuse('bridge-message-too-large', { id });
      return;
    }
    const aborter = new AbortController();
    served.set(id, aborter);
    try {
      const value = await serve(method, params, aborter.signal);
      if (!closed) send({ kind: 'answer', to: id, ok: true, ...(value === undefined ? {} : { value }) });
    } catch (error) {
      if (!closed) send({ kind: 'answer', to: id, ok: false, error: failureOf(error) });
    } finally {
      served.delete(id);
    }
  }

  function settle(message: Of<'answer'>): void {
    const question = questions.get(message.to);
    questions.delete(message.to);
    if (message.ok) question?.resolve(message.value);
    else question?.reject(errorOf(message.error));
  }

  function refused({ to, code }: Of<'refused'>): void {
    if (to !== undefined) reject(to, code);
  }

  function reject(id: number, code: string): void {
    questions.get(id)?.reject(errorOf({ message: `A message was refused: ${code}.`, code }));
    questions.delete(id);
  }

  port.onmessage = ({ data }) => receive(data);
  port.onmessageerror = () => refuse('bridge-message-invalid', undefined);
  send({ kind: 'welcome' });

  return {
    async request(method, params, signal) {
      signal?.throwIfAborted();
      if (closed || questions.size >= mostOpen) throw closedError();
      return new Promise((resolve, reject) => {
        const id = send({ kind: 'request', method, params: [...params] });
        const end = () => {
          questions.delete(id);
          send({ kind: 'abort', to: id });
          reject(signal?.reason);
        };
        const over = () => signal?.removeEventListener('abort', end);
        questions.set(id, {
          resolve(value) {
            over();
            resolve(value);
          },
          reject(error) {
            over();
            reject(error);
          },
        });
        signal?.addEventListener('abort', end, { once: true });
      });
    },
    close() {
      if (closed) return;
      closed = true;
      port.close();
      for (const aborter of served.values()) aborter.abort();
      for (const { reject } of questions.values()) reject(closedError());
      questions.clear();
    },
  };
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const closedError = () => new DialerError('bridge-closed', 'The host page is not connected.');
