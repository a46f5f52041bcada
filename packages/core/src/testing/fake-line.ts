import type { CallEnd } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { AudioMeasurement, Line, LineSignal, Party } from '../phone/phone.js';
import { Emitter } from '../shared/emitter.js';

const silence: AudioMeasurement = {
  packetsSent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  energySent: 0,
  energyReceived: 0,
};

/**
 * A line without a network. Commands succeed at once unless told otherwise;
 * the test plays the far end with {@link emit}.
 */
export class FakeLine implements Line {
  readonly #signals = new Emitter<LineSignal>();
  readonly signals = this.#signals.listen;
  /** What was asked of the line, oldest first, such as `setMuted true`. */
  readonly commands: string[] = [];
  /** While true, the far end refuses hold. */
  refusesHold = false;
  measurement: AudioMeasurement | undefined;
  #status: 'ringing' | 'answered' | 'ended' = 'ringing';

  constructor(
    readonly direction: 'outgoing' | 'incoming',
    readonly remote: Party,
  ) {}

  /** Reports something as if the network had. Nothing follows `ended`. */
  emit(signal: LineSignal): void {
    if (this.#status === 'ended') return;
    if (signal.type === 'answered') this.#status = 'answered';
    if (signal.type === 'ended') this.#status = 'ended';
    this.#signals.emit(signal);
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

  hangUp(): void {
    const answered = this.#status === 'answered';
    if (!this.#obey('hangUp')) return;
    const reason = answered ? 'hung-up' : this.direction === 'outgoing' ? 'cancelled' : 'declined';
    this.emit({ type: 'ended', end: { reason, by: 'local' } });
  }

  async measure(): Promise<AudioMeasurement | undefined> {
    return this.#status === 'answered' ? (this.measurement ?? silence) : undefined;
  }

  #obey(command: string): boolean {
    if (this.#status === 'ended') return false;
    this.commands.push(command);
    return true;
  }
}
