import { isDialerError } from '../../errors.js';
import type { DialOptions } from '../../phone/phone.js';
import { failedEnd } from './call-end.js';
import { headerLinesOf, targetOf } from './call-request.js';
import type { JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import { createLiveLine, type LiveLine } from './live-line.js';

interface OutgoingOptions {
  readonly number: string;
  readonly dialOptions: DialOptions;
  readonly context: LineContext;
  /** The user agent when the call may be sent, `undefined` while not connected. */
  readonly ua: () => JsSipUa | undefined;
}

/** Dials. Everything that goes wrong arrives as the line's end. */
export function dialLine({ number, dialOptions, context, ua }: OutgoingOptions): LiveLine {
  const live = createLiveLine({ direction: 'outgoing', remote: { number }, context, answer: () => {} });
  // Two microtasks: whoever awaits once before listening misses nothing.
  void Promise.resolve()
    .then(() => {})
    .then(() => start());

  async function start(): Promise<void> {
    if (live.ended) return;
    try {
      await send();
    } catch (error) {
      const code = isDialerError(error) ? error.code : 'media-failed';
      live.end(failedEnd(code, error instanceof Error ? error.message : String(error)));
    }
  }

  async function send(): Promise<void> {
    const host = hostOf(context.options.uri);
    const target = targetOf(number, host);
    const extraHeaders = headerLinesOf(dialOptions, host);
    if (ua() === undefined) return notConnected();
    if (globalThis.window?.RTCPeerConnection === undefined) {
      return live.end(failedEnd('webrtc-unsupported', 'RTCPeerConnection is missing.'));
    }
    const mediaStream = await live.openMicrophone();
    if (mediaStream === undefined) return;
    const agent = ua();
    if (agent === undefined) return notConnected();
    // JsSIP works on from the next microtask, so following the session right after `call` misses nothing.
    const session = agent.call(target, {
      mediaStream,
      pcConfig: { iceServers: [...context.options.iceServers] },
      extraHeaders,
      eventHandlers: { peerconnection: ({ peerconnection }) => live.attachConnection(peerconnection) },
    });
    live.attach(agent, session);
  }

  const notConnected = () => live.end(failedEnd('not-connected', 'The phone is not connected.'));
  return live;
}

/** Host and port of an address such as `sip:1001@pbx.example:5070;transport=ws`. */
export const hostOf = (uri: string): string => uri.replace(/^[^@]*@/, '').replace(/[;?].*$/, '');
