import type { CrmAdapter, CrmCapability } from '@dialdeck/core/crm';
import type { BridgeCommand, BridgeState } from '../serve-dialer.js';

/*
 * The host's end of the bridge, for pages of others: one small file without dependencies. What it needs of schemas is
 * written out by hand.
 */

/** Options of {@link connectDialer}. */
export interface HostOptions {
  /** Where the dialer is served, such as `https://dialer.example`. Nothing is ever said to a page of another origin. */
  readonly origin: string;
  /** The CRM, as far as this page is one. */
  readonly adapter?: CrmAdapter | undefined;
  /** Told of everything that happens: events as documented in `docs/reference`. Their text is untrusted. */
  readonly onEvent?: ((event: unknown) => void) | undefined;
  /** Told of every change. */
  readonly onState?: ((state: BridgeState) => void) | undefined;
  /** Told the code of every message that was refused, here or by the dialer. @defaultValue a line in the console */
  readonly onRefused?: ((code: string) => void) | undefined;
  /** How long to wait for the dialer, at first and for the answer to a command. Milliseconds, @defaultValue 30000 */
  readonly timeoutMs?: number | undefined;
}

/** The dialer, from the page around it. */
export interface DialerLink {
  /** The latest; `undefined` until the dialer has shown it. */
  readonly state: BridgeState | undefined;
  /** @throws Error with the `code` of the dialer's error catalogue, `bridge-timeout` when it is gone */
  command(name: BridgeCommand, ...params: readonly unknown[]): Promise<unknown>;
  /** Calls a number, as when it was clicked. @throws Error with a `code` */
  call(number: string, customer?: unknown): Promise<{ readonly callId: string }>;
  close(): void;
}

interface Message {
  readonly id: number;
  readonly kind: string;
  readonly to?: number;
  readonly method?: string;
  readonly params?: readonly unknown[];
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly error?: { readonly message?: unknown; readonly code?: unknown };
  readonly code?: string;
}

const retryMs = 250;
const mostOpen = 1_000;

/** Where each method takes its signal: in its last object, as an argument of its own, or nowhere. */
const places: Readonly<Record<CrmCapability, 'object' | 'last' | 'none'>> = {
  matchCustomers: 'last',
  searchCustomers: 'last',
  listCustomers: 'last',
  getCustomer: 'last',
  createCustomer: 'object',
  updateCustomer: 'object',
  checkDial: 'last',
  openRecord: 'none',
  upsertCall: 'object',
  uploadRecording: 'object',
  timeline: 'last',
  listDispositions: 'last',
};

/**
 * Connects to a dialer in an iframe (`frame.contentWindow`) or in a window this page opened.
 *
 * @throws Error `bridge-timeout` when no dialer of that origin answers, or this page is not on its list: a dialer does
 * not answer pages that are not
 */
export function connectDialer(target: Window, options: HostOptions): Promise<DialerLink> {
  const { origin, adapter = {}, timeoutMs = 30_000 } = options;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw fault('config-invalid');
  const methods = Object.keys(places).filter((name) => adapter[name as CrmCapability]);
  const nonce = crypto.randomUUID();
  const ports: MessagePort[] = [];
  return new Promise((resolve, reject) => {
    const knock = () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = ({ data }) => {
        if (!isMessage(data) || data.kind !== 'welcome') return;
        stop(port1);
        resolve(createLink(port1, options, data.id));
      };
      target.postMessage({ dialdeck: 'hello', v: 1, nonce, methods }, origin, [port2]);
    };
    const stop = (kept?: MessagePort) => {
      clearInterval(timer);
      clearTimeout(limit);
      for (const port of ports) if (port !== kept) port.close();
    };
    const timer = setInterval(knock, retryMs);
    const limit = setTimeout(() => {
      stop();
      reject(fault('bridge-timeout'));
    }, timeoutMs);
    knock();
  });
}

function createLink(port: MessagePort, options: HostOptions, welcomed: number): DialerLink {
  const { adapter = {}, timeoutMs = 30_000, onEvent, onState } = options;
  const { onRefused = (code: string) => console.warn(`[dialdeck] ${code}`) } = options;
  const questions = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const served = new Map<number, AbortController>();
  let state: BridgeState | undefined;
  let sent = 0;
  let seen = welcomed;
  let closed = false;

  const send = (content: object) => {
    sent += 1;
    port.postMessage({ v: 1, id: sent, ...content });
    return sent;
  };
  const refuse = (code: string, to?: number) => {
    onRefused(code);
    send({ kind: 'refused', code, ...(to && { to }) });
  };

  async function serve({ id, method = '', params = [] }: Message): Promise<void> {
    if (served.size >= mostOpen) {
      refuse('bridge-message-too-large', id);
      return;
    }
    const aborter = new AbortController();
    served.set(id, aborter);
    try {
      const value = await run(method, params, aborter.signal);
      send({ kind: 'answer', to: id, ok: true, ...(value !== undefined && { value }) });
    } catch (error) {
      send({ kind: 'answer', to: id, ok: false, error: failureOf(error) });
    } finally {
      served.delete(id);
    }
  }

  function run(method: string, params: readonly unknown[], signal: AbortSignal): unknown {
    if (method === 'event') return void onEvent?.(params[0]);
    if (method === 'state') {
      state = params[0] as BridgeState;
      return void onState?.(state);
    }
    const name = method.slice(4) as CrmCapability;
    const ask = method.startsWith('crm.') && Object.hasOwn(places, name) && adapter[name];
    if (!ask) throw fault('bridge-message-invalid');
    const place = places[name];
    const last = params.at(-1);
    const given =
      place === 'object'
        ? [...params.slice(0, -1), Object.assign({}, last, { signal })]
        : place === 'last'
          ? [...params, signal]
          : params;
    return Reflect.apply(ask, adapter, given);
  }

  port.onmessage = ({ data }) => {
    if (!isMessage(data)) return refuse('bridge-message-invalid');
    if (data.id <= seen) return refuse('bridge-message-replayed');
    seen = data.id;
    const { kind, to = 0, ok, value, error, code } = data;
    if (kind === 'request') return void serve(data);
    if (kind === 'abort') return served.get(to)?.abort();
    const question = questions.get(to);
    questions.delete(to);
    if (kind === 'refused') onRefused(String(code));
    if (ok === true) question?.resolve(value);
    else question?.reject(fault(String(error?.code ?? code ?? 'internal-error'), error?.message));
  };

  const command: DialerLink['command'] = (method, ...params) =>
    new Promise((resolve, reject) => {
      if (closed || questions.size >= mostOpen) return reject(fault('bridge-closed'));
      const id = send({ kind: 'request', method, params });
      questions.set(id, { resolve, reject });
      // A dialer that was reloaded or closed meanwhile answers no more.
      setTimeout(() => questions.delete(id) && reject(fault('bridge-timeout')), timeoutMs);
    });

  return {
    get state() {
      return state;
    },
    command,
    call: (number, customer) =>
      command('call', number, ...(customer ? [customer] : [])) as Promise<{ readonly callId: string }>,
    close() {
      closed = true;
      port.close();
      for (const { reject } of questions.values()) reject(fault('bridge-closed'));
      for (const aborter of served.values()) aborter.abort();
    },
  };
}

function isMessage(data: unknown): data is Message {
  const { v, id, kind } = Object(data);
  return v === 1 && Number.isSafeInteger(id) && typeof kind === 'string';
}

const fault = (code: string, message: unknown = code) => Object.assign(new Error(String(message)), { code });

/** What the dialer's outbox goes by, and no more: no stack, no cause. */
function failureOf(error: unknown): object {
  const { message, kind, status, retryAfterMs, code } = Object(error);
  return {
    message: String(message ?? error).slice(0, 300),
    ...(/^(later|refused|signed-out)$/.test(kind) && { kind }),
    ...(Number.isInteger(status) && { status }),
    ...(retryAfterMs >= 0 && { retryAfterMs }),
    ...(typeof code === 'string' && code && { code: code.slice(0, 100) }),
  };
}
