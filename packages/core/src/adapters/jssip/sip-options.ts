import type { LineAudio } from '../../audio/line-audio.js';
import { both, listOf, must, mustBeWithin, mustHave, objectOf, optional, parseOptions } from '../../options.js';
import type { Party, PhoneMessage } from '../../phone/phone.js';
import { type Clock, systemClock } from '../../shared/clock.js';

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
  /**
   * Which paths the audio may take: `relay` only through a TURN server of `iceServers`, which a network may demand and
   * which hides the addresses of this machine from the far end. @defaultValue 'all'
   */
  readonly iceTransportPolicy?: RTCIceTransportPolicy | undefined;
  /** Longest wait for network candidates before the call is sent, 100 to 5000. @defaultValue 1000 */
  readonly gatherLimitMs?: number | undefined;
  /**
   * Which network candidates a call waits for, within `gatherLimitMs`. `useful`: without `iceServers` the first
   * addresses of this machine, with STUN the first public address (or 500 ms), with TURN the first relayed one.
   * `all`: every one, for far ends that are met without a media relay and have several networks.
   * @defaultValue 'useful'
   */
  readonly gather?: 'useful' | 'all' | undefined;
  /** Seconds between registrations, at least 60. @defaultValue 300 */
  readonly registerEverySeconds?: number | undefined;
  /** Longest wait for a server to accept the connection and for its answer to the registration, 500 to 60000. @defaultValue 5000 */
  readonly connectLimitMs?: number | undefined;
  /**
   * How long a lost connection is kept from a call, 0 to 20000 milliseconds: what is asked of it meanwhile waits and
   * is sent after the next registration. The call survives a longer loss too, but then what was asked fails.
   * @defaultValue 8000
   */
  readonly graceMs?: number | undefined;
  /** Microphone and loudspeaker. @defaultValue the browser's */
  readonly audio?: LineAudio | undefined;
  /**
   * How digits are sent: in the audio (`rfc4733`), as SIP INFO (`application/dtmf-relay`), or as INFO only where the
   * far end did not agree to digits in the audio. @defaultValue 'rfc4733'
   */
  readonly tones?: 'rfc4733' | 'info' | 'rfc4733-or-info' | undefined;
  /**
   * Address of a sound that a far end hears over and over while it is on hold, such as `/sounds/hold.mp3`. The page's
   * content policy must allow it (`media-src`), another site must allow this page (CORS). What cannot be played, and
   * `audio` that cannot play into a call, is silence. @defaultValue silence
   */
  readonly holdMusic?: string | undefined;
  /**
   * Whether the far end of an answered line may make this phone call somebody (REFER, RFC 3515). Calls cost money:
   * allow only what you know, such as extensions of your own. @defaultValue never
   */
  readonly allowTransfer?: ((order: TransferOrder) => boolean) | undefined;
  /** Whether a call may take the place of an answered one (Replaces, RFC 3891): it is answered at once. @defaultValue `false` */
  readonly allowReplaces?: boolean | undefined;
  /**
   * Believe the server who calls: P-Asserted-Identity instead of From, and Diversion. Only for a server that removes
   * what strangers write there (RFC 3325). @defaultValue `false`
   */
  readonly trustServerIdentity?: boolean | undefined;
  /**
   * When an answered call is left to the next page instead of being hung up, if the far end says `Supported: replaces`.
   * `reload`: when the page can tell that it is reloaded (its own `location.reload()`, F5, Ctrl+R). `site`: also when a page
   * of the same origin follows. `always`: however it is left, the reload button and a closed tab too, which a page
   * cannot tell apart; only for a server that ends silent calls. `never`: also not after a crash. The next page must
   * connect within a minute and use the same lasting storage. See docs/reload.md. @defaultValue 'reload'
   */
  readonly resumeCalls?: 'never' | 'reload' | 'site' | 'always' | undefined;
  /** Answer by itself when the server asks for it (Call-Info, Alert-Info) and no other call is up. @defaultValue `false` */
  readonly allowAutoAnswer?: boolean | undefined;
  /** Opens the connection to a server. For tests and the sandbox. @defaultValue `new WebSocket(url, 'sip')` */
  readonly openSocket?: ((url: string) => SocketLike) | undefined;
  /** Told every SIP message with passwords, tokens and digests removed. */
  readonly trace?: ((message: SipTrace) => void) | undefined;
  /** Keep the last 200 SIP messages, redacted as for `trace`, for `dialer.diagnostics`. @defaultValue `false` */
  readonly diagnostics?: boolean | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** What the far end of a line asks for. All of it is untrusted text. */
export interface TransferOrder {
  /** Who asks. */
  readonly from: Party;
  /** User part of the address to call: a number or extension. */
  readonly target: string;
  /** The whole address, such as `sip:1002@pbx.example`. */
  readonly uri: string;
}

/** The part of a WebSocket that the phone uses. */
export interface SocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: SocketHandler<unknown>;
  onmessage: SocketHandler<{ readonly data: unknown }>;
  onclose: SocketHandler<{ readonly code: number; readonly reason: string }>;
  onerror: SocketHandler<unknown>;
}

/** Taken from a method on purpose: so a `WebSocket`, whose events carry more, is a `SocketLike` to the compiler too. */
type SocketHandler<E> = { handle(event: E): void }['handle'] | null;

/** One SIP message, redacted. */
export type SipTrace = PhoneMessage;

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const functionOf = <T>(rule: string) => must<T>((value) => typeof value === 'function', rule);
const listRule = 'must be a list of addresses. Pass something like ["wss://pbx.example/ws"].';

const yesOrNo = must<boolean>((value) => typeof value === 'boolean', 'must be true or false.');

// biome-ignore format: one line per rule
const sipPhoneOptions = objectOf<SipPhoneOptions>({
  uri: must<string>(matches(/^sip:[^\s@:;<>"?]+@[^\s@;<>"?]+$/i), 'must be an address of record. Pass something like "sip:1001@pbx.example".'),
  servers: both<readonly string[]>(
    listOf(must<string>(isSocketUrl, 'must be a WebSocket address. Pass something like "wss://pbx.example/ws".'), listRule),
    must((list) => (list as string[]).length > 0, 'must name at least one server. Pass something like ["wss://pbx.example/ws"].'),
  ),
  credentials: functionOf<SipPhoneOptions['credentials']>('must be a function that gives the password. Pass something like () => ({ password }).'),
  displayName: optional(must<string>(matches(/^[^\r\n\0]{0,200}$/), 'must be one line of at most 200 characters. Remove line breaks.')),
  authorizationUser: optional(must<string>(matches(/^[^\r\n\0"]{1,200}$/), 'must be one line without quotes. Pass the user name for digest.')),
  iceServers: optional(listOf(
    must<RTCIceServer>(isIceServer, 'must be an RTCIceServer. Pass something like { urls: "turn:turn.example", username, credential }.'),
    'must be a list. Pass something like [{ urls: "stun:stun.example" }].',
  )),
  iceTransportPolicy: optional(must<RTCIceTransportPolicy>(matches(/^(all|relay)$/), 'must be "all" or "relay".')),
  gatherLimitMs: optional(mustBeWithin(100, 5000, 'milliseconds, such as 1000')),
  gather: optional(must<'useful' | 'all'>(matches(/^(useful|all)$/), 'must be "useful" or "all".')),
  registerEverySeconds: optional(mustBeWithin(60, 86_400, 'seconds, such as 300')),
  connectLimitMs: optional(mustBeWithin(500, 60_000, 'milliseconds, such as 5000')),
  graceMs: optional(mustBeWithin(0, 20_000, 'milliseconds, such as 8000')),
  audio: optional(mustHave<LineAudio>('must implement LineAudio or AudioDevices. Leave it out to use microphone and loudspeaker of the browser.', 'openMicrophone', 'play')),
  openSocket: optional(functionOf<NonNullable<SipPhoneOptions['openSocket']>>('must be a function that opens a socket. Pass something like (url) => new WebSocket(url, "sip").')),
  allowTransfer: optional(functionOf<NonNullable<SipPhoneOptions['allowTransfer']>>('must be a function that decides. Pass something like ({ target }) => /^10\\d\\d$/.test(target).')),
  tones: optional(must<NonNullable<SipPhoneOptions['tones']>>(matches(/^(rfc4733|info|rfc4733-or-info)$/), 'must be "rfc4733", "info" or "rfc4733-or-info".')),
  holdMusic: optional(must<string>((value) => typeof value === 'string' && URL.canParse(value, 'https://page.invalid'), 'must be the address of a sound. Pass something like "/sounds/hold.mp3".')),
  allowReplaces: optional(yesOrNo),
  resumeCalls: optional(must<'never' | 'reload' | 'site' | 'always'>(matches(/^(never|reload|site|always)$/), 'must be "never", "reload", "site" or "always".')),
  trustServerIdentity: optional(yesOrNo),
  allowAutoAnswer: optional(yesOrNo),
  trace: optional(functionOf<NonNullable<SipPhoneOptions['trace']>>('must be a function. Pass something like (message) => console.log(message.text).')),
  diagnostics: optional(must<boolean>((value) => typeof value === 'boolean', 'must be true or false.')),
  clock: optional(mustHave<Clock>('must implement Clock. Leave it out to use the clock of the machine.', 'now', 'after')),
});

type Defaulted =
  | 'iceServers'
  | 'graceMs'
  | 'gatherLimitMs'
  | 'registerEverySeconds'
  | 'connectLimitMs'
  | 'clock'
  | 'openSocket'
  | 'resumeCalls';

/** Options with every default filled in. */
export type ResolvedSipPhoneOptions = Omit<SipPhoneOptions, Defaulted> & {
  readonly [K in Defaulted]: NonNullable<SipPhoneOptions[K]>;
};

/**
 * Checks the options and fills in the defaults.
 * @throws DialerError `config-invalid`
 */
export function resolveSipOptions(input: SipPhoneOptions): ResolvedSipPhoneOptions {
  const options = parseOptions(sipPhoneOptions, input, { what: 'createSipPhone' });
  const resolved: ResolvedSipPhoneOptions = {
    ...options,
    iceServers: options.iceServers ?? [],
    gatherLimitMs: options.gatherLimitMs ?? 1000,
    registerEverySeconds: options.registerEverySeconds ?? 300,
    connectLimitMs: options.connectLimitMs ?? 5000,
    graceMs: options.graceMs ?? 8000,
    clock: options.clock ?? systemClock,
    openSocket: options.openSocket ?? openWebSocket,
    resumeCalls: options.resumeCalls ?? 'reload',
  };
  return Object.freeze(resolved);
}

function openWebSocket(url: string): SocketLike {
  const socket = new WebSocket(url, 'sip');
  socket.binaryType = 'arraybuffer';
  return socket;
}

function isSocketUrl(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && ['ws:', 'wss:'].includes(new URL(value).protocol);
}

function isIceServer(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    /^(stuns?|turns?):/.test(String([(value as RTCIceServer).urls].flat()[0]))
  );
}
