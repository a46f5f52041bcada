import type { CallEnd } from '../calls/call-state.js';
import { DialerError, type DialerErrorCode, errorInfoOf } from '../errors.js';
import type {
  AudioMeasurement,
  Line,
  LineSignal,
  LineSound,
  LineTicket,
  Party,
  TransferOptions,
} from '../phone/phone.js';
import { Emitter } from '../shared/emitter.js';

/** A good line, `seconds` after the answer. */
const flowing = (seconds: number): AudioMeasurement => ({
  packetsSent: seconds * 50,
  packetsReceived: seconds * 50,
  packetsLost: 0,
  energySent: seconds * 0.01,
  energyReceived: seconds * 0.01,
  roundTripTime: 0.04,
  jitter: 0.002,
});

/**
 * A line without a network. Commands succeed at once unless told otherwise;
 * the test plays the far end with {@link emit}.
 */
export class FakeLine implements Line {
  readonly #signals = new Emitter<LineSignal>();
  readonly signals = this.#signals.listen;
  /** Nothing to be heard; what is sent in place of the microphone is a command. */
  readonly sound: LineSound = {
    near: undefined,
    far: undefined,
    changed: () => () => {},
    setHeard: (heard) => void this.#obey(`setHeard ${heard}`),
    send: async () => {
      this.#obey('send');
      return async () => void this.#obey('send back');
    },
  };
  /** What was asked of the line, oldest first, such as `setMuted true`. */
  readonly commands: string[] = [];
  /** With what another page could take it up. None unless a test sets one before the answer. */
  ticket: LineTicket | undefined;
  /** While true, the far end refuses hold. */
  refusesHold = false;
  /** What `measure()` gives. While `undefined`, every question finds another second of a good line. */
  measurement: AudioMeasurement | undefined;
  #seconds = 0;
  /** The options of every transfer, oldest first. */
  readonly transfers: { readonly target: string; readonly options: TransferOptions }[] = [];
  #status: 'ringing' | 'answered' | 'ended' = 'ringing';
  /** The line it is joined with. */
  joined: Line | undefined;
  /** While true, it cannot be joined with another line. */
  refusesJoin = false;
  #settleTransfer: ((error?: DialerError) => void) | undefined;

  constructor(
    readonly direction: 'outgoing' | 'incoming',
    readonly remote: Party,
  ) {}

  /** What became of it so far. */
  get status(): 'ringing' | 'answered' | 'ended' {
    return this.#status;
  }

  /** Reports something as if the network had. Nothing follows `ended`. */
  emit(signal: LineSignal): void {
    if (this.#status === 'ended') return;
    if (signal.type === 'answered') this.#status = 'answered';
    if (signal.type === 'ended') this.#status = 'ended';
    this.#signals.emit(signal);
    if (signal.type === 'ended') this.#leaveTransfer(signal.end);
  }

  /** The far end rings and picks up. */
  pickUp(): void {
    this.emit({ type: 'ringing', earlyMedia: false });
    this.emit({ type: 'answered' });
    this.emit({ type: 'media', media: 'flowing' });
  }

  /** Ends the line from the far end, by default by hanging up. */
  end(end: Partial<CallEnd> = {}): void {
    this.emit({ type: 'ended', end: { reason: 'hung-up', by: 'remote', ...end } });
  }

  answer(): void {
    if (!this.#obey('answer')) return;
    this.emit({ type: 'connecting' });
    queueMicrotask(() => {
      this.emit({ type: 'answered' });
      this.emit({ type: 'media', media: 'flowing' });
    });
  }

  reject(sipCode = 603): void {
    if (!this.#obey(`reject ${sipCode}`)) return;
    const reason = sipCode === 486 ? 'busy' : 'declined';
    this.emit({ type: 'ended', end: { reason, by: 'local', sip: { code: sipCode, phrase: '' } } });
  }

  async redirect(target: string): Promise<void> {
    if (this.direction === 'outgoing' || this.#status !== 'ringing' || !this.#obey(`redirect ${target}`)) return;
    const sip = { code: 302, phrase: 'Moved Temporarily' };
    this.emit({ type: 'ended', end: { reason: 'declined', by: 'local', sip, redirectedTo: target } });
  }

  setMuted(muted: boolean): void {
    if (this.#obey(`setMuted ${muted}`)) this.emit({ type: 'muted', muted });
  }

  async setHeld(held: boolean): Promise<void> {
    if (!this.#obey(`setHeld ${held}`)) throw new DialerError('call-not-active', 'The line has ended.');
    if (this.refusesHold) throw new DialerError('hold-rejected', 'The far end refused (SIP 488).');
    this.emit({ type: 'held', held, by: 'local' });
  }

  async sendTones(tones: string): Promise<void> {
    if (!this.#obey(`sendTones ${tones}`)) throw new DialerError('call-not-active', 'The line has ended.');
  }

  /** The far end is willing, and stays so until {@link endTransfer}. */
  async transfer(target: string | Line, options: TransferOptions = {}): Promise<void> {
    const consulted = typeof target !== 'string';
    const to = consulted ? target.remote.number : target;
    if (this.#status !== 'answered' || !this.#obey(`transfer ${consulted ? 'line ' : ''}${to}`)) {
      throw new DialerError('call-not-active', 'The line is not being talked on.');
    }
    if (this.#settleTransfer) throw new DialerError('transfer-pending', 'The line is being transferred already.');
    this.transfers.push({ target: to, options });
    const result = new Promise<void>((resolve, reject) => {
      this.#settleTransfer = (error) => (error ? reject(error) : resolve());
    });
    this.emit({ type: 'transfer', step: { status: 'asked', target: to, consulted } });
    this.emit({ type: 'transfer', step: { status: 'accepted' } });
    await result;
  }

  /** The target answers the transfer with this SIP code: 180 rings, 200 picks up, 486 is busy. */
  endTransfer(sipCode = 200): void {
    if (!this.#settleTransfer) throw new Error('No transfer is going on.');
    if (sipCode < 200) this.emit({ type: 'transfer', step: { status: 'ringing' } });
    else if (sipCode >= 300) this.failTransfer('transfer-failed', { code: sipCode, phrase: '' });
    else {
      this.emit({ type: 'transfer', step: { status: 'done' } });
      this.#settleTransfer();
      this.#settleTransfer = undefined;
      this.emit({ type: 'ended', end: { reason: 'hung-up', by: 'local' } });
    }
  }

  /** The transfer fails, and the line stays. */
  failTransfer(code: DialerErrorCode, sip?: CallEnd['sip']): void {
    const error = new DialerError(code, `The transfer failed${sip ? ` (SIP ${sip.code})` : ''}.`);
    const settle = this.#settleTransfer;
    this.#settleTransfer = undefined;
    this.emit({ type: 'transfer', step: { status: 'failed', error: errorInfoOf(error), ...(sip && { sip }) } });
    settle?.(error);
  }

  async join(other: Line): Promise<() => Promise<void>> {
    const answered = this.#status === 'answered' && !(other instanceof FakeLine && other.#status !== 'answered');
    if (!answered || !this.#obey(`join ${other.remote.number}`)) {
      throw new DialerError('call-not-active', 'The line is not being talked on.');
    }
    if (this.refusesJoin || this.joined) throw new DialerError('merge-failed', 'The lines cannot be joined.');
    this.joined = other;
    return async () => {
      if (this.joined === undefined) return;
      this.joined = undefined;
      this.#obey('leave');
    };
  }

  hangUp(): void {
    const answered = this.#status === 'answered';
    if (!this.#obey('hangUp')) return;
    const reason = answered ? 'hung-up' : this.direction === 'outgoing' ? 'cancelled' : 'declined';
    this.emit({ type: 'ended', end: { reason, by: 'local' } });
  }

  async measure(): Promise<AudioMeasurement | undefined> {
    if (this.#status !== 'answered') return undefined;
    this.#seconds += 1;
    return this.measurement ?? flowing(this.#seconds);
  }

  #leaveTransfer({ by }: CallEnd): void {
    const settle = this.#settleTransfer;
    this.#settleTransfer = undefined;
    if (by === 'remote') settle?.();
    else settle?.(new DialerError('call-not-active', 'The call ended meanwhile.'));
  }

  #obey(command: string): boolean {
    if (this.#status === 'ended') return false;
    this.commands.push(command);
    return true;
  }
}
