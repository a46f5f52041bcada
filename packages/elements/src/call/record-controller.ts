import type {
  ActiveCallState,
  Call,
  DialerState,
  LiveCallState,
  RecordingCommand,
  VoicemailMessage,
} from '@dialdeck/core';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { clock, nameOrNumber } from '../shared/format.js';
import { icon, pause, record } from '../shared/icons.js';
import { recordStyles } from './record.styles.js';
import { type RecordText, recordTextOf } from './record-text.js';

/** What the Record cell shows and does now. */
export interface RecordControl {
  readonly label: string | undefined;
  readonly pressed: boolean;
  /** Absent when nothing can be done. */
  readonly press: (() => void) | undefined;
}

export interface RecordControllerOptions {
  readonly dialer: DialerController<DialerState>;
  readonly failed: (callId: string) => (error: unknown) => void;
}

const openWords = { recording: 'recording', paused: 'paused', announcing: 'announcing' } as const;

/** Recording and messages in `dial-call`. Loaded with the first answered call of a dialer that records. */
export class RecordController {
  #messages: readonly VoicemailMessage[] = [];
  #chosen = 0;
  /** What was said last, by call. */
  readonly #said = new Map<string, string>();
  readonly #takeBack = new Map<string, AbortController>();
  /** What was asked for and has not happened yet, by call. */
  readonly #asked = new Set<string>();

  constructor(
    private readonly host: LitElement,
    private readonly options: RecordControllerOptions,
  ) {
    const { styleSheet } = recordStyles;
    const { shadowRoot } = host;
    if (shadowRoot && styleSheet) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, styleSheet];
    void options.dialer.dialer?.recordings?.listVoicemails().then(
      (messages) => {
        this.#messages = messages;
        host.requestUpdate();
      },
      () => {},
    );
  }

  /** Starts it; pauses and resumes it, so that a card number can be kept out by one press. */
  control(call: LiveCallState): RecordControl | undefined {
    if (call.status !== 'active') return undefined;
    const status = call.recording?.status;
    const text = this.#text;
    if (status === 'recording') return { label: text.pause, pressed: true, press: this.#act(call, 'pause') };
    if (status === 'paused') return { label: text.resume, pressed: false, press: this.#act(call, 'resume') };
    const canStart = status === undefined || status === 'refused' || status === 'failed';
    return { label: undefined, pressed: false, press: canStart ? this.#act(call, 'start') : undefined };
  }

  /** What stands above the note. */
  view(call: LiveCallState): TemplateResult | undefined {
    if (call.status !== 'active') return undefined;
    this.#announce(call);
    return html`${this.#recording(call)} ${this.#voicemail(call)}`;
  }

  get #text(): RecordText {
    return recordTextOf(this.options.dialer.locale);
  }

  #recording(call: ActiveCallState): TemplateResult | typeof nothing {
    const { recording } = call;
    const text = this.#text;
    if (recording?.status === 'asking') {
      return html`
        <div class="rec" part="recording" role="group" aria-label=${fill(text.question, { name: nameOrNumber(call) })}>
          <p class="strong grow">${fill(text.question, { name: nameOrNumber(call) })}</p>
          <button class="btn sm out" part="refuse" type="button" @click=${this.#act(call, 'refuse')}>${text.notAgreed}</button>
          <button class="btn sm pri" part="agree" type="button" @click=${this.#act(call, 'agree')}>${text.agreed}</button>
        </div>
      `;
    }
    if (recording?.status === 'refused') {
      return html`<p class="lab muted" part="recording">${fill(text.refused, { name: nameOrNumber(call) })}</p>`;
    }
    const word = recording && openWords[recording.status as keyof typeof openWords];
    if (!recording || !word) return nothing;
    const { status, since, recordedMs } = recording;
    const on = status === 'recording';
    const length = recordedMs + (on ? Math.max(0, Date.now() - since) : 0);
    return html`
      <div class="rec" part="recording">
        ${icon(status === 'paused' ? pause : record, on ? 's on' : 's')}
        <span class="grow"><b class="strong">${text[word]}</b> <span class="num">${clock(length)}</span></span>
        <button class="btn sm out" part="stop-recording" type="button" @click=${this.#act(call, 'stop')}>${text.stop}</button>
      </div>
    `;
  }

  #voicemail(call: ActiveCallState): TemplateResult | typeof nothing {
    const text = this.#text;
    const { voicemail, id } = call;
    if (voicemail?.status === 'listening' || voicemail?.status === 'playing') {
      const listening = voicemail.status === 'listening';
      const words = fill(listening ? text.listening : text.playing, { message: voicemail.message.name });
      return html`
        <div class="rec" part="voicemail">
          <p class="grow">${words}</p>
          <button class="btn sm out" part="take-back" type="button" @click=${() => this.#takeBack.get(id)?.abort()}>${text.takeBack}</button>
          ${
            listening
              ? html`<button class="btn sm pri" part="play-now" type="button" @click=${() => this.#drop(call, voicemail.message, true)}>${text.playNow}</button>`
              : nothing
          }
        </div>
      `;
    }
    const chosen = this.#messages[this.#chosen] ?? this.#messages[0];
    if (!chosen || call.held) return nothing;
    return html`
      <div class="rec" part="voicemail">
        ${this.#messages.length > 1 ? this.#choice(text) : html`<span class="grow clip" title=${chosen.name}>${chosen.name}</span>`}
        <button class="btn sm out" part="leave-message" type="button" @click=${() => this.#drop(call, chosen, false)}>${text.leave}</button>
      </div>
    `;
  }

  #choice(text: RecordText): TemplateResult {
    return html`
      <select
        part="message" aria-label=${text.message}
        @change=${(event: Event & { target: HTMLSelectElement }) => {
          this.#chosen = event.target.selectedIndex;
          this.host.requestUpdate();
        }}
      >${this.#messages.map(({ name }, index) => html`<option ?selected=${index === this.#chosen}>${name}</option>`)}</select>
    `;
  }

  readonly #act =
    ({ id }: ActiveCallState, command: RecordingCommand) =>
    (): void => {
      const key = `${id} ${command}`;
      // A second press before the first one took effect means the same.
      if (this.#asked.has(key)) return;
      this.#asked.add(key);
      const { dialer, failed } = this.options;
      const focused = this.host.shadowRoot?.activeElement;
      void dialer.dialer
        ?.findCall(id)
        ?.record(command)
        .catch(failed(id))
        .finally(() => this.#asked.delete(key))
        .then(() => this.host.updateComplete)
        .then(() => {
          // The button that was pressed is gone: the focus stays with the recording.
          if (focused && !focused.isConnected) this.host.renderRoot.querySelector<HTMLElement>('.record')?.focus();
        });
    };

  #drop({ id }: ActiveCallState, message: VoicemailMessage, now: boolean): void {
    const { dialer, failed } = this.options;
    const call: Call | undefined = dialer.dialer?.findCall(id);
    const control = this.#takeBack.get(id) ?? new AbortController();
    this.#takeBack.set(id, control);
    void call
      ?.dropVoicemail(message.id, { now, signal: control.signal })
      .catch((error: unknown) => {
        if (!control.signal.aborted) failed(id)(error);
      })
      .finally(() => this.#takeBack.delete(id));
  }

  /** Each state once, however often it is drawn. */
  #announce(call: ActiveCallState): void {
    const words = this.#wordsOf(call);
    const before = this.#said.get(call.id);
    if (words === before) return;
    this.#said.set(call.id, words);
    // A recording that begins by itself is said too; that there is none is not.
    if (words) queueMicrotask(() => this.options.dialer.announce(words));
  }

  #wordsOf(call: ActiveCallState): string {
    const text = this.#text;
    const { recording, voicemail } = call;
    if (voicemail?.status === 'listening') return fill(text.listening, { message: voicemail.message.name });
    if (!recording || recording.status === 'failed') return '';
    if (recording.status === 'asking') return fill(text.question, { name: nameOrNumber(call) });
    if (recording.status === 'refused') return fill(text.refused, { name: nameOrNumber(call) });
    return text[recording.status];
  }
}
