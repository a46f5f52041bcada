import type { Phone } from '@dialdeck/core';
import type { SipPhoneOptions, SocketLike } from '@dialdeck/core/jssip';
import { createAgentPhone, type SandboxPhoneOptions } from './agent-phone.js';
import { createAudioEngine } from './audio-engine.js';
import { createDeviceRack } from './device-rack.js';
import { isWireWord, type PhoneRequest, type WireWord } from './frame-wire.js';

export interface FramePhoneOptions extends SandboxPhoneOptions {
  /** Origin of the page with the exchange; nobody else is asked. */
  readonly origin: string;
  /** The window with the exchange. @defaultValue `parent` */
  readonly exchange?: Window | undefined;
  /** Domain of that sandbox. @defaultValue `sandbox.invalid` */
  readonly domain?: string | undefined;
  /** When a call is left to the next page; as of `createSipPhone`. @defaultValue `reload` */
  readonly resumeCalls?: SipPhoneOptions['resumeCalls'];
}

/**
 * A telephone in a frame, plugged into the sandbox of the page around it: see `servePhones`. When the frame is reloaded in
 * mid-call, exchange and people are still there, and the call can be taken up.
 * @throws DialerError `sandbox-invalid`
 */
export function openFramePhone(options: FramePhoneOptions): Phone {
  const { origin, exchange = parent, domain = 'sandbox.invalid', resumeCalls = 'reload', ...about } = options;
  const engine = createAudioEngine();
  const plug = (number: string) => {
    const { port1, port2 } = new MessageChannel();
    const request: PhoneRequest = { dialdeck: 'sandbox-phone', version: 1, number };
    exchange.postMessage(request, origin, [port2]);
    return { open: createPortSockets(port1) };
  };
  const { phone } = createAgentPhone(about, {
    pbx: { plug },
    engine,
    domain,
    rack: createDeviceRack(),
    resumeCalls,
  });
  return phone;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

type OpenedSocket = { -readonly [Key in keyof SocketLike]: SocketLike[Key] };

/** Opens one socket after the other over a port. */
function createPortSockets(port: MessagePort): () => SocketLike {
  const sockets = new Map<number, OpenedSocket>();
  const say = (word: WireWord) => port.postMessage(word);
  let last = 0;

  const handlers: { readonly [Type in WireWord['type']]?: (socket: OpenedSocket, word: WireWord) => void } = {
    opened(socket) {
      socket.readyState = OPEN;
      socket.onopen?.(undefined as never);
    },
    text: (socket, word) => word.type === 'text' && socket.onmessage?.({ data: word.text }),
    close(socket, word) {
      socket.readyState = CLOSED;
      if (word.type === 'close') socket.onclose?.({ code: word.code, reason: '' });
    },
  };

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isWireWord(data)) return;
    const socket = sockets.get(data.socket);
    if (socket) handlers[data.type]?.(socket, data);
    if (data.type === 'close') sockets.delete(data.socket);
  };

  return () => {
    const id = ++last;
    // Added to an object, not written in one: Rollup takes a handler that is `null` in a literal for one that stays so.
    const unset = { onopen: null, onmessage: null, onclose: null, onerror: null };
    const socket: OpenedSocket = Object.assign({}, unset, {
      readyState: CONNECTING,
      send: (text: string) => say({ type: 'text', socket: id, text }),
      close: (code = 1000) => say({ type: 'close', socket: id, code }),
    });
    sockets.set(id, socket);
    say({ type: 'open', socket: id });
    return socket;
  };
}
