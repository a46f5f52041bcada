import type { LineAudio } from '../../audio/line-audio.js';
import type { ConnectionState, DialOptions, Line, LineTicket, Party } from '../../phone/phone.js';
import type { Emitter } from '../../shared/emitter.js';
import type { Readable } from '../../shared/store.js';
import { failedEnd } from './call-end.js';
import { ringLine } from './incoming-line.js';
import type { JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import type { LiveLine } from './live-line.js';
import { dialLine, type OutgoingOptions } from './outgoing-line.js';
import { watchPage } from './page-life.js';
import { pcConfigOf } from './pc-config.js';
import type { HealingEffect } from './recovery-state.js';
import { createSipConnection } from './sip-connection.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import { createSipSocket } from './sip-socket.js';
import { createTracer } from './sip-trace.js';
import { createWarmConnection } from './warm-connection.js';

export interface SipStackOptions {
  readonly options: ResolvedSipPhoneOptions;
  readonly audio: LineAudio;
  /** Gets every line that rings. */
  readonly incoming: Emitter<Line>;
}

/** What a SIP phone needs once it connects: registration, lines, and JsSIP below them. */
export interface SipStack {
  readonly connection: Readable<ConnectionState>;
  connect(signal?: AbortSignal): Promise<void>;
  disconnect(): Promise<void>;
  dial(number: string, dialOptions: DialOptions): Line;
  resume(ticket: LineTicket, remote: Party): Line;
}

/** Kept apart from `createSipPhone`, so that a page that never connects does not load it. */
export function createSipStack({ options, audio, incoming }: SipStackOptions): SipStack {
  const { clock } = options;
  const lines = new Set<LiveLine>();
  const owed: (() => void)[] = [];
  let stopWatching = () => {};
  let policy: typeof import('./invite-policy.js') | undefined;

  const socket = createSipSocket({ ...options, tell: createTracer(options.trace, clock.now) });
  const connection = createSipConnection({ options, socket, made, up, down, heal, busy: () => lines.size > 0 });
  const connected = () => connection.state.snapshot.status === 'connected';
  const warm = createWarmConnection(clock, () => pcConfigOf(options));
  const context: LineContext = {
    options,
    audio,
    online: () => connection.online,
    whenOnline: (run) => owed.push(run),
    adopt,
    answerNext,
    lend: warm.lend,
    report: (call, report) => connection.signal({ type: 'media', call, ...report }),
  };

  function keep(live: LiveLine): void {
    lines.add(live);
    const call = live.key;
    live.line.signals(({ type }) => {
      if (type === 'answered') connection.signal({ type: 'call-up', call });
      if (type !== 'ended') return;
      lines.delete(live);
      warm.prepare();
      connection.signal({ type: 'call-over', call });
    });
  }

  function adopt(live: LiveLine): void {
    keep(live);
    incoming.emit(live.line);
  }

  /** A caller takes the place of one of our lines (RFC 3891): nobody has to pick up again. */
  function answerNext(accept: () => void): void {
    const before = new Set(lines);
    accept();
    for (const live of [...lines]) if (!before.has(live)) live.line.answer();
  }

  function made(ua: JsSipUa): void {
    ua.on('newRTCSession', ({ originator, session }) => {
      if (originator !== 'remote') return;
      const advice = policy?.readInvite(session, options);
      const live = ringLine({ ua, session, context, party: advice?.party });
      adopt(live);
      if (advice?.answer && lines.size === 1) live.line.answer();
    });
  }

  function up(): void {
    for (const run of owed.splice(0)) run();
  }

  /** A call that is being talked on survives; one that rings cannot be answered any more. */
  function down(): void {
    const lost = failedEnd('connection-lost', 'The connection to the server broke while it rang.');
    for (const line of [...lines]) {
      if (!line.early) line.check();
      else if (line.line.direction === 'incoming') line.end(lost);
    }
  }

  function heal(effect: HealingEffect): void {
    const line = [...lines].find(({ key }) => key === effect.call);
    if (effect.type === 'give-up') line?.giveUp();
    else line?.refresh(effect.type === 'restart' || effect.restart);
    if (effect.type === 'refresh') line?.check();
  }

  function watch(): void {
    stopWatching();
    stopWatching = watchPage({
      leave: (how) => {
        const comes = { never: false, reload: how === 'reload', site: how !== undefined, always: true };
        for (const line of [...lines]) line.leave(comes[options.resumeCalls]);
      },
      comeBack: () => {
        for (const line of [...lines]) line.comeBack();
      },
      restored: connection.restored,
      doubt: () => connection.signal({ type: 'doubt' }),
    });
  }

  function start(what: Pick<OutgoingOptions, 'number' | 'dialOptions' | 'replaces'>): Line {
    const live = dialLine({ ...what, context, ua: () => (connected() ? connection.ua : undefined) });
    keep(live);
    return live.line;
  }

  async function disconnect(): Promise<void> {
    stopWatching();
    for (const { line } of [...lines]) line.hangUp();
    warm.close();
    owed.length = 0;
    await connection.disconnect();
  }

  return {
    connection: connection.state,
    async connect(signal) {
      watch();
      if (options.trustServerIdentity || options.allowAutoAnswer) policy ??= await import('./invite-policy.js');
      await connection.connect(signal);
    },
    disconnect,
    dial: (number, dialOptions) => start({ number, dialOptions }),
    resume: (replaces, { number }) => start({ number, dialOptions: {}, replaces }),
  };
}
