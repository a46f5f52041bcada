import type { AudioDevices } from '../../audio/audio-devices.js';
import type { ConnectionState, DialOptions, Line } from '../../phone/phone.js';
import type { Emitter } from '../../shared/emitter.js';
import type { Readable } from '../../shared/store.js';
import { failedEnd } from './call-end.js';
import { ringLine } from './incoming-line.js';
import type { JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import type { LiveLine } from './live-line.js';
import { dialLine } from './outgoing-line.js';
import { watchPage } from './page-life.js';
import { createSipConnection } from './sip-connection.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import { createSipSocket } from './sip-socket.js';
import { createTracer } from './sip-trace.js';

export interface SipStackOptions {
  readonly options: ResolvedSipPhoneOptions;
  readonly audio: AudioDevices;
  /** Gets every line that rings. */
  readonly incoming: Emitter<Line>;
}

/** What a SIP phone needs once it connects: registration, lines, and JsSIP below them. */
export interface SipStack {
  readonly connection: Readable<ConnectionState>;
  connect(signal?: AbortSignal): Promise<void>;
  disconnect(): Promise<void>;
  dial(number: string, dialOptions: DialOptions): Line;
}

/** Kept apart from `createSipPhone`, so that a page that never connects does not load it. */
export function createSipStack({ options, audio, incoming }: SipStackOptions): SipStack {
  const { clock } = options;
  const lines = new Set<LiveLine>();
  const owed: (() => void)[] = [];
  let stopWatching = () => {};

  const socket = createSipSocket({ ...options, tell: createTracer(options.trace, clock.now) });
  const connection = createSipConnection({ options, socket, made, up, down, busy: () => lines.size > 0 });
  const online = () => connection.ua?.transport.isConnected() ?? false;
  const connected = () => connection.state.snapshot.status === 'connected';
  const context: LineContext = {
    options,
    audio,
    online,
    whenOnline: (run) => owed.push(run),
  };

  function keep(live: LiveLine): void {
    lines.add(live);
    live.line.signals(({ type }) => type === 'ended' && lines.delete(live));
  }

  function made(ua: JsSipUa): void {
    ua.on('newRTCSession', ({ originator, session }) => {
      if (originator !== 'remote') return;
      const line = ringLine({ ua, session, context });
      keep(line);
      incoming.emit(line.line);
    });
  }

  function up(): void {
    for (const run of owed.splice(0)) run();
    for (const line of lines) line.refresh();
  }

  /** A call that is being talked on survives; one that rings cannot be answered any more. */
  function down(): void {
    const lost = failedEnd('connection-lost', 'The connection to the server broke while it rang.');
    for (const line of [...lines]) if (line.early && line.line.direction === 'incoming') line.end(lost);
  }

  function watch(): void {
    stopWatching();
    stopWatching = watchPage({
      leave: () => {
        for (const line of [...lines]) line.leave();
      },
      comeBack: () => {
        for (const line of [...lines]) line.comeBack();
      },
    });
  }

  async function disconnect(): Promise<void> {
    stopWatching();
    for (const { line } of [...lines]) line.hangUp();
    owed.length = 0;
    await connection.disconnect();
  }

  return {
    connection: connection.state,
    connect(signal) {
      watch();
      return connection.connect(signal);
    },
    disconnect,
    dial(number, dialOptions) {
      const live = dialLine({ number, dialOptions, context, ua: () => (connected() ? connection.ua : undefined) });
      keep(live);
      return live.line;
    },
  };
}
