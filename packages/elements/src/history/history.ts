import type { CallRecord, DialerState } from '@dialdeck/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { addEnglish, fill } from '../locales/en.js';
import { baseStyles } from '../shared/base.styles.js';
import { ErrorText } from '../shared/error-text.js';
import { knownName, numberText, whenShort } from '../shared/format.js';
import { alert, history, icon, phone, play, search } from '../shared/icons.js';
import { placeCall } from '../shared/place-call.js';
import { historyStyles } from './history.styles.js';
import { historyWords } from './history-words.js';
import { RecordSearch } from './record-search.js';
import { directionIcon, directionWord, isMissed, lengthOf, resultOf } from './record-view.js';
import type { RecordingPlayer } from './recording-player.js';

addEnglish(historyWords);

const pageSize = 50;
/** How long a typist pauses before the search is asked, milliseconds. */
const typingPause = 150;

/**
 * The calls made and taken here, newest first, with a search and a button that calls back.
 * A list in a narrow place, columns from 520 px on.
 *
 * @tag dial-history
 * @csspart row - One call.
 * @csspart result - What became of it.
 * @csspart length - How long was talked.
 * @csspart play - The same as a button, where there is a recording.
 * @csspart player - What plays it.
 * @fires dial-before-call - Somebody pressed Call; `preventDefault()` stops it.
 */
export class DialHistory extends LitElement {
  static override styles = [baseStyles, historyStyles];

  /** Only the calls with this customer. */
  @property({ attribute: 'customer-id' }) customerId: string | undefined;

  @state() private searched = '';
  @state() private focused = 0;
  @state() private player: (RecordingPlayer & { readonly id: string }) | undefined;

  readonly #dialer = new DialerController(this, (snapshot) => snapshot, {
    onKey: (action) => action === 'find' && this.#find(),
  });
  readonly #search = new RecordSearch(this);
  readonly #errors = new ErrorText(this);
  #typing: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.player?.close();
    this.player = undefined;
  }

  protected override willUpdate(): void {
    const query = { text: this.searched || undefined, customerId: this.customerId, limit: pageSize };
    this.#search.ask({ dialer: this.#dialer.dialer, query, revision: this.#dialer.value?.recordsRevision ?? 0 });
  }

  protected override render() {
    const { text } = this.#dialer;
    return html`
      <header>
        <h2>${text.history}</h2>
        <label class="field">
          ${icon(search, 's')}<span class="vh">${text.searchCalls}</span>
          <input type="search" autocomplete="off" spellcheck="false" placeholder=${text.searchCalls} @input=${this.#type} />
        </label>
      </header>
      <div class="scroll">${this.#renderBody()}</div>
    `;
  }

  #renderBody(): TemplateResult {
    const { records, status } = this.#search;
    if (status === 'failed') return this.#renderError();
    if (records.length > 0) return this.#renderList(records);
    const { text } = this.#dialer;
    if (status !== 'ready')
      return html`<div class="skeleton"><span></span><span></span><span></span><p>${text.stillLooking}</p></div>`;
    const message = this.searched ? text.noCallsFound : text.noCallsYet;
    return html`<div class="message" role="status">${icon(this.searched ? search : history)}<p>${message}</p></div>`;
  }

  #renderList(records: readonly CallRecord[]): TemplateResult {
    const { text } = this.#dialer;
    const current = Math.min(this.focused, records.length - 1);
    return html`
      <div class="cols" aria-hidden="true">
        <span></span><span>${text.name}</span><span class="number">${text.phone}</span><span>${text.result}</span>
        <span>${text.time}</span><span>${text.length}</span><span></span>
      </div>
      <ul role="list" aria-label=${text.history} @keydown=${this.#move}>
        ${records.map((record, index) => this.#renderRow(record, { index, current: index === current }))}
      </ul>
      ${this.#search.hasMore ? html`<div class="more"><button class="btn" @click=${() => this.#search.more()}>${text.showMore}</button></div>` : nothing}
    `;
  }

  #renderRow(record: CallRecord, { index, current }: { index: number; current: boolean }): TemplateResult {
    const { text, locale, value } = this.#dialer;
    const name = knownName(record) ?? text.unknownCaller;
    const result = resultOf(record, { text, dispositions: value?.dispositions ?? [] });
    return html`
      <li class="row" part="row" data-record=${record.id}>
        <span class="mark ${isMissed(record) ? 'bad' : ''}">
          ${icon(directionIcon(record), 'dir')}<span class="vh">${directionWord(record, text)}</span>
        </span>
        <span class="name clip" title=${name}>${name}</span>
        <span class="sub">
          <span class="result clip ${result.tone}" part="result">${result.label}</span>
          <span class="dot" aria-hidden="true"></span>${numberText(record.number)}
        </span>
        <time class="time" datetime=${new Date(record.startedAt).toISOString()}>${whenShort(record.startedAt, locale)}</time>
        ${this.#renderLength(record, current)}
        <button
          class="ib call" tabindex=${current ? 0 : -1} aria-disabled=${canCall(record, value) ? 'false' : 'true'}
          aria-label=${fill(text.callTo, { name, number: record.number })}
          @focus=${() => this.#focus(index)} @click=${() => this.#call(record)}
        >${icon(phone)}</button>
        ${this.player?.id === record.id ? this.player.view : nothing}
      </li>
    `;
  }

  #renderLength(record: CallRecord, current: boolean): TemplateResult {
    const length = lengthOf(record);
    const isKept = this.#dialer.dialer?.recordings && /^(ready|cut-off)$/.test(record.recording?.status ?? '');
    if (!isKept) return html`<span class="length" part="length">${length}</span>`;
    const label = fill(this.#dialer.text.playRecording, { length });
    return html`
      <button class="length" part="play" tabindex=${current ? 0 : -1} aria-label=${label} @click=${() => this.#play(record, label)}>
        ${icon(play, 's')}${length}
      </button>
    `;
  }

  async #play({ id }: CallRecord, label: string): Promise<void> {
    const recordings = this.#dialer.dialer?.recordings;
    this.player?.close();
    this.player = undefined;
    if (!recordings) return;
    try {
      const { openPlayer } = await import('./recording-player.js');
      this.player = { ...(await openPlayer(recordings, id, label)), id };
    } catch {
      this.#dialer.announceError('recording-not-found');
    }
  }

  #renderError(): TemplateResult {
    const { text, locale } = this.#dialer;
    const code = this.#search.errorCode ?? 'internal-error';
    const words = this.#errors.of(code, locale);
    return html`
      <div class="message" role="alert">
        ${icon(alert)}<p>${words?.meaning} ${words?.cure}</p>
        <p class="muted cap">${text.code}: ${code}</p>
        <button class="btn out" @click=${() => this.#search.again()}>${text.retry}</button>
      </div>
    `;
  }

  readonly #type = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.searched = typed;
    }, typingPause);
  };

  #find(): boolean {
    const field = this.renderRoot.querySelector('input');
    if (!field?.checkVisibility()) return false;
    field.focus();
    return true;
  }

  #focus(index: number): void {
    this.focused = index;
  }

  readonly #move = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.call')];
    const last = buttons.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.focused + 1,
      ArrowUp: this.focused - 1,
      Home: 0,
      End: last,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#focus(Math.max(0, Math.min(step, last)));
    buttons[this.focused]?.focus();
  };

  async #call(record: CallRecord): Promise<void> {
    const { dialer, value, guard, text } = this.#dialer;
    if (!dialer || !canCall(record, value) || guard.closed) return;
    guard.arm();
    try {
      await placeCall(this, { dialer, number: record.number });
    } catch {
      this.#dialer.announce(text.notReady, true);
    }
  }
}

const canCall = ({ number }: CallRecord, state: DialerState | undefined): boolean =>
  number !== '' && state?.connection.status === 'connected';
