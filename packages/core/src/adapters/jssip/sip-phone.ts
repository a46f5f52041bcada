import { DialerError } from '../../errors.js';
import type { Line, Phone } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';
import { createBrowserAudio } from '../browser-audio/index.js';
import { failedEnd } from './call-end.js';
import { ringLine } from './incoming-line.js';
import type { JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import type { LiveLine } from './live-line.js';
import { dialLine } from './outgoing-line.js';
import { createSipConnection } from './sip-connection.js';
import { resolveSipOptions, type SipPhoneOptions } from './sip-options.js';
import { createSipSocket } from './sip-socket.js';
import { createTracer } from './sip-trace.js';

/**
 * A telephone over SIP (RFC 3261), WebSocket (RFC 7118) and WebRTC. Loads the SIP stack on the first `connect()`.
 * @throws DialerError `config-invalid`
 */
export function createSipPhone(input: SipPhoneOptions): Phone {
  const options = resolveSipOptions(input);
  const { clock } = options;
  const audio = options.audio ?? createBrowserAudio();
  const incoming = new Emitter<Line>();
  const lines = new Set<LiveLine>();
  const owed: (() => void)[] = [];
  let disposed = false;

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

  function assertUsable(): void {
    if (disposed) throw new DialerError('disposed', 'This phone was disposed of.');
  }

  async function disconnect(): Promise<void> {
    for (const { line } of [...lines]) line.hangUp();
    owed.length = 0;
    await connection.disconnect();
  }

  return {
    connection: connection.state,
    microphone: audio.microphone,
    incoming: incoming.listen,
    async connect(signal) {
      assertUsable();
      await connection.connect(signal);
    },
    async disconnect() {
      assertUsable();
      await disconnect();
    },
    async checkMicrophone() {
      assertUsable();
      (await audio.openMicrophone()).release();
    },
    dial(number, dialOptions = {}) {
      assertUsable();
      const live = dialLine({ number, dialOptions, context, ua: () => (connected() ? connection.ua : undefined) });
      keep(live);
      return live.line;
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      await disconnect();
    },
  };
}
