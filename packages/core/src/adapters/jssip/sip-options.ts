import type { AudioDevices } from '../../audio/audio-devices.js';
import type { Clock } from '../../shared/clock.js';

/** How to sign in. Asked for again before every registration; never stored, never logged. */
export type SipCredentials =
  | { readonly password: string }
  /** RFC 2617 HA1 = MD5(user:realm:password); the realm must be the server's. */
  | { readonly ha1: string; readonly realm: string }
  /** RFC 8898 bearer token, without the word Bearer. */
  | { readonly token: string };

/** What `createSipPhone` takes. */
export interface SipPhoneOptions {
  /** Address of record, such as `sip:1001@pbx.example`. */
  readonly uri: string;
  /** WebSocket addresses of the SIP server, tried in this order, such as `wss://pbx1.example/ws`. */
  readonly servers: readonly string[];
  readonly credentials: () => SipCredentials | Promise<SipCredentials>;
  /** Shown to the called party, when the server lets it. */
  readonly displayName?: string | undefined;
  /** User name for digest, when it is not the user of `uri`. */
  readonly authorizationUser?: string | undefined;
  /** STUN and TURN servers. @defaultValue none: a public media relay needs none */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** Longest wait for network candidates before the call is sent, 100 to 5000. @defaultValue 1000 */
  readonly gatherLimitMs?: number | undefined;
  /** Seconds between registrations, at least 60. @defaultValue 300 */
  readonly registerEverySeconds?: number | undefined;
  /** Longest wait for a server to accept the connection and for its answer to the registration, 500 to 60000. @defaultValue 5000 */
  readonly connectLimitMs?: number | undefined;
  /** Microphone and loudspeaker. @defaultValue the browser's */
  readonly audio?: AudioDevices | undefined;
  /** Opens the connection to a server. For tests and the sandbox. @defaultValue `new WebSocket(url, 'sip')` */
  readonly openSocket?: ((url: string) => SocketLike) | undefined;
  /** Told every SIP message with passwords, tokens and digests removed. */
  readonly trace?: ((message: SipTrace) => void) | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** The part of a WebSocket that the phone uses. */
export interface SocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
}

export interface SipTrace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}
