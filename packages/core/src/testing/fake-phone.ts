import { DialerError, type ErrorInfo, errorInfoOf } from '../errors.js';
import type { ConnectionState, DialOptions, Line, LineTicket, MicrophoneState, Party, Phone } from '../phone/phone.js';
import { Emitter } from '../shared/emitter.js';
import { createStore } from '../shared/store.js';
import { FakeAudio } from './fake-audio.js';
import { FakeLine } from './fake-line.js';

/** A telephone without a network, for tests, stories and hosts' own tests. It passes the phone contract. */
export class FakePhone implements Phone {
  readonly #connection = createStore<ConnectionState>({ status: 'offline' });
  readonly #microphone = createStore<MicrophoneState>({ status: 'unknown' });
  readonly #incoming = new Emitter<Line>();
  readonly connection = this.#connection;
  readonly microphone = this.#microphone;
  readonly audio = new FakeAudio();
  readonly incoming = this.#incoming.listen;
  /** Every line so far, dialed and rung, oldest first. */
  readonly lines: FakeLine[] = [];
  /** The options of every dial, oldest first. */
  readonly dialed: { readonly number: string; readonly options: DialOptions }[] = [];
  /** The tickets of every line that was taken up, oldest first. */
  readonly resumed: LineTicket[] = [];
  /** While set, `connect()` fails with it. */
  connectError: DialerError | undefined;
  /** While set, `checkMicrophone()` fails with it. */
  microphoneError: DialerError | undefined;
  #disposed = false;

  get lastLine(): FakeLine {
    const line = this.lines.at(-1);
    if (!line) throw new Error('No line was dialed or rung yet.');
    return line;
  }

  async connect(signal?: AbortSignal): Promise<void> {
    this.#refuseWhenDisposed();
    if (signal?.aborted) throw new DialerError('aborted', 'connect() was aborted.');
    if (this.connectError) {
      this.setConnection({ status: 'failed', error: errorInfoOf(this.connectError) });
      throw this.connectError;
    }
    this.setConnection({ status: 'connected' });
  }

  async disconnect(): Promise<void> {
    for (const line of this.lines) line.hangUp();
    this.setConnection({ status: 'offline' });
  }

  async checkMicrophone(): Promise<void> {
    this.#refuseWhenDisposed();
    if (this.microphoneError) {
      this.setMicrophone({ status: 'failed', error: errorInfoOf(this.microphoneError) });
      throw this.microphoneError;
    }
    this.setMicrophone({ status: 'ready' });
  }

  dial(number: string, options: DialOptions = {}): FakeLine {
    this.#refuseWhenDisposed();
    this.dialed.push({ number, options });
    const line = new FakeLine('outgoing', { number });
    this.lines.push(line);
    if (this.microphoneError) this.#failForMicrophone(line, errorInfoOf(this.microphoneError));
    return line;
  }

  /** The line rings nowhere: the test answers it with `pickUp()`, or ends it. */
  resume(ticket: LineTicket, remote: Party): FakeLine {
    this.#refuseWhenDisposed();
    this.resumed.push(ticket);
    const line = new FakeLine('outgoing', remote);
    line.ticket = { ...ticket, callId: `${ticket.callId}-2` };
    this.lines.push(line);
    return line;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    await this.disconnect();
  }

  /** Somebody calls. */
  ring(from: Party): FakeLine {
    const line = new FakeLine('incoming', from);
    this.lines.push(line);
    this.#incoming.emit(line);
    return line;
  }

  setConnection(state: ConnectionState): void {
    this.#connection.set(state);
  }

  setMicrophone(state: MicrophoneState): void {
    this.#microphone.set(state);
  }

  #failForMicrophone(line: FakeLine, error: ErrorInfo): void {
    queueMicrotask(() => {
      this.setMicrophone({ status: 'failed', error });
      line.emit({ type: 'ended', end: { reason: 'failed', by: 'system', error } });
    });
  }

  #refuseWhenDisposed(): void {
    if (this.#disposed) throw new DialerError('disposed', 'This phone was disposed of.');
  }
}
