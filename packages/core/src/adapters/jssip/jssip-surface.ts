/**
 * The part of JsSIP 3.13.8 that this adapter uses, public and private. Its own declarations are wrong in places.
 * `jssip-surface.test.ts` checks every name below against the installed version, so that an upgrade fails loudly.
 */

export interface JsSipModule {
  readonly UA: new (configuration: Record<string, unknown>) => JsSipUa;
}

/** What JsSIP asks of a transport. The methods must be plain functions, `onconnect` must come later than `connect`. */
export interface JsSipSocket {
  readonly url: string;
  readonly via_transport: string;
  readonly sip_uri: string;
  connect(): void;
  disconnect(): void;
  send(message: string): boolean;
  onconnect(): void;
  ondisconnect(error: boolean, code?: number, reason?: string): void;
  ondata(data: string): void;
}

export interface JsSipUa {
  readonly transport: JsSipTransport;
  readonly configuration: JsSipConfiguration;
  readonly _sessions: Record<string, JsSipSession>;
  readonly _transactions: Record<'ict' | 'nict', Record<string, JsSipTransaction>>;
  receiveRequest(request: unknown): void;
  call(target: string, options: JsSipCallOptions): JsSipSession;
  registrator(): { register(): void; unregister(): void; onTransportClosed(): void };
  set(parameter: string, value: unknown): boolean;
  on<K extends keyof JsSipUaEvents>(event: K, listener: (data: JsSipUaEvents[K]) => void): void;
  off<K extends keyof JsSipUaEvents>(event: K, listener: (data: JsSipUaEvents[K]) => void): void;
  removeAllListeners(): void;
}

export interface JsSipTransport {
  connect(): void;
  disconnect(): void;
  isConnected(): boolean;
  send(message: string): boolean;
  ondata(data: { readonly message: string }): void;
}

export interface JsSipConfiguration {
  password: string | null;
  ha1: string | null;
  realm: string | null;
  authorization_jwt: string | null;
  readonly uri: JsSipUri;
}

export interface JsSipUaEvents {
  connected: unknown;
  disconnected: { readonly error: boolean; readonly code?: number; readonly reason?: string };
  registered: unknown;
  unregistered: unknown;
  registrationExpiring: unknown;
  registrationFailed: { readonly response: JsSipMessage | null; readonly cause: string };
  newRTCSession: { readonly originator: string; readonly session: JsSipSession; readonly request: JsSipMessage };
  newTransaction: { readonly transaction: JsSipTransaction };
}

export interface JsSipTransaction {
  readonly type: string;
  readonly request: {
    readonly method: string;
    readonly call_id: string;
    readonly to?: { hasParam(name: string): boolean };
  };
  readonly eventHandlers?: { onReceiveResponse(response: { status_code: number }): void };
  onTransportError(): void;
}

export interface JsSipUri {
  readonly scheme: string;
  readonly user: string | null;
  readonly host: string;
  /** Scheme, user and host; with the port when asked. */
  toAor(showPort: boolean): string;
}

/** A message of the far end. JsSIP sometimes passes a plain string instead. */
export interface JsSipMessage {
  readonly status_code?: number;
  readonly reason_phrase?: string;
  readonly to_tag?: string;
  readonly body?: string;
  getHeader(name: string): string | undefined;
}

export interface JsSipCallOptions {
  readonly mediaStream: MediaStream;
  readonly pcConfig: RTCConfiguration;
  readonly extraHeaders?: readonly string[];
  readonly eventHandlers?: { readonly [K in keyof JsSipSessionEvents]?: (data: JsSipSessionEvents[K]) => void };
}

/** `session.status`. */
export const sessionStatus = {
  earlyAnswer: 2,
  canceled: 7,
  terminated: 8,
  confirmed: 9,
} as const;

export interface JsSipTerminateOptions {
  readonly status_code?: number | undefined;
  readonly reason_phrase?: string | undefined;
  readonly cause?: string | undefined;
  readonly extraHeaders?: readonly string[] | undefined;
}

export interface JsSipSession {
  readonly id: string;
  readonly status: number;
  readonly connection: RTCPeerConnection | null;
  readonly remote_identity: { readonly display_name: string | null; readonly uri: JsSipUri };
  answer(options: Omit<JsSipCallOptions, 'eventHandlers'>): void;
  terminate(options?: JsSipTerminateOptions): void;
  mute(options: { readonly audio: boolean }): void;
  unmute(options: { readonly audio: boolean }): void;
  hold(options: object, done: () => void): boolean;
  unhold(options: object, done: () => void): boolean;
  renegotiate(options: object, done: () => void): boolean;
  isOnHold(): { readonly local: boolean; readonly remote: boolean };
  isMuted(): { readonly audio: boolean };
  on<K extends keyof JsSipSessionEvents>(event: K, listener: (data: JsSipSessionEvents[K]) => void): void;
  /** Returns `false` when the session is not up. */
  refer(target: string, options: JsSipReferOptions): unknown;
  removeAllListeners(): void;
  _is_canceled: boolean;
  _localHold: boolean;
  _connectionPromiseQueue: Promise<unknown>;
  _dialog?: JsSipDialog | null;
  readonly _request: {
    call_id: string;
    cseq: number;
    readonly ruri: { toString(): string };
    getHeader(name: string): string | undefined;
    setHeader(name: string, value: string): void;
  };
  _setLocalMediaStatus(): void;
  _toggleMuteAudio(mute: boolean): void;
  _acceptAndTerminate(...args: unknown[]): void;
  _receiveInviteResponse(response: JsSipMessage): void;
}

/** The far end asks us to call somebody. */
export interface JsSipRefer {
  readonly request: JsSipMessage & { readonly refer_to: { readonly uri: JsSipUri } };
  accept(made: (session: JsSipSession) => void, options: JsSipCallOptions): void;
  reject(): void;
}

export interface JsSipReferOptions {
  readonly extraHeaders: readonly string[];
  /** Of a session JsSIP reads these three, and takes the tags of every session for those of an outgoing one. */
  readonly replaces?: {
    readonly _request: { readonly call_id: string };
    readonly _to_tag: string;
    readonly _from_tag: string;
  };
  readonly eventHandlers: {
    readonly requestSucceeded: () => void;
    readonly requestFailed: (event: { readonly response: JsSipMessage | null; readonly cause: string }) => void;
    readonly trying: (event: JsSipReferNews) => void;
    readonly progress: (event: JsSipReferNews) => void;
    readonly accepted: (event: JsSipReferNews) => void;
    readonly failed: (event: JsSipReferNews) => void;
  };
}

/** A NOTIFY and the status line (`SIP/2.0 486 Busy Here`) it carries. */
export interface JsSipReferNews {
  readonly request: JsSipMessage;
  readonly status_line: { readonly status_code: number; readonly reason_phrase: string };
}

/** With `eventHandlers` all of these are called without a look. */
export interface JsSipRequestOptions {
  readonly extraHeaders?: readonly string[];
  readonly body?: string;
  readonly eventHandlers?: {
    readonly onSuccessResponse: () => void;
    readonly onErrorResponse: (response: JsSipMessage) => void;
    /** SIP 408 or 481. */
    readonly onDialogError: (response: JsSipMessage) => void;
    readonly onRequestTimeout: () => void;
    readonly onTransportError: () => void;
  };
}

export interface JsSipDialog {
  readonly id: { readonly call_id: string; readonly local_tag: string; readonly remote_tag: string };
  sendRequest(method: string, options?: JsSipRequestOptions): void;
  terminate(): void;
}

export interface JsSipEnd {
  readonly originator: 'local' | 'remote' | 'system';
  /** Sometimes a plain string. */
  readonly message: JsSipMessage | string | null;
  readonly cause: string;
}

export interface JsSipSessionEvents {
  peerconnection: { readonly peerconnection: RTCPeerConnection };
  progress: { readonly originator: string; readonly response: JsSipMessage | null };
  /** With the 200, when it is an answer to us. */
  accepted: { readonly response?: JsSipMessage };
  confirmed: unknown;
  ended: JsSipEnd;
  failed: JsSipEnd;
  hold: { readonly originator: string };
  unhold: { readonly originator: string };
  muted: unknown;
  unmuted: unknown;
  reinvite: JsSipOffer;
  update: JsSipOffer;
  /** `sdp` may be replaced. */
  sdp: { readonly originator: string; readonly type: string; sdp: string };
  refer: JsSipRefer;
  replaces: { accept(): void; reject(): void };
}

export interface JsSipOffer {
  readonly request: JsSipMessage;
  reject(options: { readonly status_code: number }): void;
}

/** Loads JsSIP on first use: importing the adapter costs nothing and works without a DOM. */
export async function loadJsSip(): Promise<JsSipModule> {
  const module = (await import('jssip')) as unknown as JsSipModule & { readonly default: JsSipModule };
  return module.UA === undefined ? module.default : module;
}
