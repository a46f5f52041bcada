import type { SocketLike } from '../sip-options.js';
import { audioSdp, readSip, type SipParts, type SipText, writeSip } from './sip-message.js';

interface ScriptedSocket extends SocketLike {
  readyState: number;
  readonly url: string;
}

/** A SIP server and everybody behind it, moved by a test. */
export interface ScriptedServer {
  readonly openSocket: (url: string) => SocketLike;
  /** Addresses that were opened. */
  readonly opened: readonly string[];
  /** Whether the phone keeps a connection open. */
  readonly connected: boolean;
  /** Addresses that accept connections; all do unless told. */
  accepts: (url: string) => boolean | 'never-answers';
  /** Answers a REGISTER. */
  registrar: (request: SipText) => void;
  /** Everything the phone sent but REGISTER: methods, and codes of responses. */
  readonly wire: readonly string[];
  readonly registers: readonly SipText[];
  /** CRLF pings the phone sent. */
  readonly pings: number;
  answersPings: boolean;
  /** The next message of that kind (`INVITE`, `200`) not asked for yet. */
  next(kind: string): Promise<SipText>;
  reply(request: SipText, code: number, parts?: SipParts & { readonly tag?: string }): void;
  /** A request of the far end inside the dialog that `invite` opened; the phone called or was called. */
  request(method: string, invite: SipText, parts?: SipParts & { readonly tag?: string }): void;
  /** Somebody calls. The result is the INVITE, for `request` and `CANCEL`. */
  callIn(parts?: SipParts & { readonly from?: string }): SipText;
  send(text: string): void;
  /** The network breaks. */
  cut(): void;
}

/** A server with a registrar that says yes. */
export function createScriptedServer(): ScriptedServer {
  const messages: SipText[] = [];
  const registers: SipText[] = [];
  const read = new Set<SipText>();
  const waiting = new Set<() => void>();
  /** The tag the phone gave an incoming call, by Call-ID. */
  const localTags = new Map<string, string>();
  const opened: string[] = [];
  let socket: ScriptedSocket | undefined;
  let pings = 0;
  let cseq = 100;

  function receive(text: string): void {
    if (text === '\r\n\r\n') {
      pings += 1;
      if (server.answersPings) server.send('\r\n');
      return;
    }
    const message = readSip(text);
    const tag = /;tag=([^;\s]+)/.exec(message.header('To'))?.[1];
    if (!message.isRequest && tag !== undefined) localTags.set(message.header('Call-ID'), tag);
    if (message.kind === 'REGISTER') registers.push(message);
    else messages.push(message);
    if (message.kind === 'REGISTER') server.registrar(message);
    for (const check of [...waiting]) check();
  }

  function open(url: string): SocketLike {
    opened.push(url);
    const accepted = server.accepts(url);
    const made: ScriptedSocket = {
      url,
      readyState: 0,
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (data) => queueMicrotask(() => receive(data)),
      close: () => {
        made.readyState = 3;
      },
    };
    if (accepted === 'never-answers') return made;
    queueMicrotask(() => {
      if (!accepted) return made.onerror?.({});
      socket = made;
      made.readyState = 1;
      made.onopen?.({});
    });
    return made;
  }

  const server: ScriptedServer = {
    openSocket: open,
    opened,
    get connected() {
      return socket?.readyState === 1;
    },
    accepts: () => true,
    registrar: (request) => {
      const expires = /expires=0/.test(request.header('Contact')) ? 0 : 300;
      const contact = request.header('Contact').replace(/;expires=\d+/, '');
      server.reply(request, 200, { headers: [`Contact: ${contact};expires=${expires}`] });
    },
    get wire() {
      return messages.map(({ kind }) => kind);
    },
    registers,
    get pings() {
      return pings;
    },
    answersPings: true,
    next: (kind) =>
      new Promise((resolve) => {
        const check = () => {
          const found = messages.find((message) => message.kind === kind && !read.has(message));
          if (found === undefined) return;
          read.add(found);
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    reply(request, code, { tag = 'far', ...parts } = {}) {
      const to = request.header('To');
      const names = ['Via', 'From', 'Call-ID', 'CSeq'] as const;
      const lines = names.map((name) => `${name}: ${request.header(name)}`);
      lines.push(`To: ${to.includes('tag=') || code === 100 ? to : `${to};tag=${tag}`}`);
      if (request.kind === 'INVITE' && code < 300) lines.push(`Contact: <sip:${tag}@192.0.2.1;transport=ws>`);
      server.send(writeSip(`SIP/2.0 ${code} Scripted`, lines, parts));
    },
    request(method, invite, { tag = 'far', ...parts } = {}) {
      cseq += 1;
      server.send(
        writeSip(
          `${method} ${targetOf(invite)} SIP/2.0`,
          dialogLines(method, { invite, tag, cseq, ours: localTags.get(invite.header('Call-ID')) ?? '' }),
          parts,
        ),
      );
    },
    callIn({ from = '"Tom Becker" <sip:3125550178@pbx.test>', ...parts } = {}) {
      cseq += 1;
      const lines = [
        `Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bKin${cseq}`,
        `From: ${from};tag=far`,
        'To: <sip:1001@pbx.test>',
        `Call-ID: in-${cseq}`,
        `CSeq: ${cseq} INVITE`,
        'Max-Forwards: 70',
        'Contact: <sip:far@192.0.2.1;transport=ws>',
      ];
      const text = writeSip('INVITE sip:1001@pbx.test SIP/2.0', lines, { body: audioSdp(), ...parts });
      server.send(text);
      return readSip(text);
    },
    send: (text) => socket?.onmessage?.({ data: text }),
    cut() {
      if (socket === undefined) return;
      socket.readyState = 3;
      socket.onclose?.({ code: 1006, reason: '' });
    },
  };
  return server;
}

const targetOf = (invite: SipText) =>
  invite.text.startsWith('INVITE sip:1001@')
    ? 'sip:1001@pbx.test'
    : (/<([^>;]+)/.exec(invite.header('Contact'))?.[1] ?? '');

interface DialogOptions {
  readonly invite: SipText;
  readonly tag: string;
  readonly cseq: number;
  /** The tag the phone gave an incoming call. */
  readonly ours: string;
}

/** Headers of a request in the dialog of `invite`; ACK and CANCEL repeat its number and, CANCEL, its branch. */
function dialogLines(method: string, { invite, tag, cseq, ours }: DialogOptions): string[] {
  const incoming = invite.text.startsWith('INVITE sip:1001@');
  const own = method === 'CANCEL' || method === 'ACK' ? Number.parseInt(invite.header('CSeq'), 10) : cseq;
  const via = method === 'CANCEL' ? invite.header('Via') : `SIP/2.0/WS 192.0.2.1;branch=z9hG4bKdlg${method}${cseq}`;
  const toTag = incoming && method !== 'CANCEL' ? `;tag=${ours}` : '';
  return [
    `Via: ${via}`,
    `From: ${incoming ? invite.header('From') : `${invite.header('To')};tag=${tag}`}`,
    `To: ${incoming ? `${invite.header('To')}${toTag}` : invite.header('From')}`,
    `Call-ID: ${invite.header('Call-ID')}`,
    `CSeq: ${own} ${method}`,
    'Max-Forwards: 70',
    `Contact: <sip:${tag}@192.0.2.1;transport=ws>`,
  ];
}
