import type { SocketLike } from '@dialdeck/core/jssip';
import { isPhoneRequest, isWireWord, type WireWord } from './frame-wire.js';
import type { Plug } from './pbx.js';
import type { Sandbox } from './sandbox.js';

export interface ServePhonesOptions {
  /** The only origin whose frames get a telephone line, such as `location.origin`. */
  readonly origin: string;
}

/**
 * Gives telephone lines to dialers in frames of this page, so that the exchange and its people outlive a dialer that is
 * reloaded. The frame asks with `openFramePhone`.
 * @returns stops serving; lines that are open stay
 */
export function servePhones({ pbx }: Pick<Sandbox, 'pbx'>, { origin }: ServePhonesOptions): () => void {
  const lines = new Map<string, () => void>();
  const asked = ({ origin: from, data, ports: [port] }: MessageEvent<unknown>) => {
    if (from !== origin || !port || !isPhoneRequest(data)) return;
    // The frame was reloaded: its old telephone is gone, though nobody said so.
    lines.get(data.number)?.();
    lines.set(data.number, connectPort(port, pbx.plug(data.number)));
  };
  addEventListener('message', asked);
  return () => removeEventListener('message', asked);
}

/** Carries the messages of one telephone until its page is gone. */
function connectPort(port: MessagePort, plug: Plug): () => void {
  const sockets = new Map<number, SocketLike>();
  const say = (word: WireWord) => port.postMessage(word);

  function open(id: number): void {
    const socket = plug.open();
    sockets.set(id, socket);
    socket.onopen = () => say({ type: 'opened', socket: id });
    socket.onmessage = ({ data }) => say({ type: 'text', socket: id, text: String(data) });
    socket.onclose = ({ code }) => {
      sockets.delete(id);
      say({ type: 'close', socket: id, code });
    };
  }

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isWireWord(data)) return;
    if (data.type === 'open') open(data.socket);
    if (data.type === 'text') sockets.get(data.socket)?.send(data.text);
    if (data.type === 'close') sockets.get(data.socket)?.close(data.code);
  };

  return () => {
    port.close();
    for (const socket of sockets.values()) socket.close();
    plug.remove();
  };
}
