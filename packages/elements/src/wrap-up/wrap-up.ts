import { type DialerErrorCode, type Disposition, isDialerError, type WrapUpState } from '@dialdeck/core';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { baseStyles } from '../shared/base.styles.js';
import { dispositionLabel } from '../shared/disposition-label.js';
import { ErrorText } from '../shared/error-text.js';
import { clock, nameOrNumber } from '../shared/format.js';
import { frameStyles } from '../shared/frame.styles.js';
import { DockWatch } from '../shared/guard.js';
import type { KeyHandler } from '../shared/hotkeys.js';
import { arrow, check, icon } from '../shared/icons.js';
import { noteField } from '../shared/note-field.js';
import { stage } from '../shared/stage.js';
import { wrapUpStyles } from './wrap-up.styles.js';

/**
 * The work after a call: its result, a note, Save and next. Renders nothing when no call waits for a result.
 *
 * @tag dial-wrap-up
 * @slot body - Stands in for what is between stage and dock, such as the history.
 * @csspart stage - Name and how long it was talked.
 * @csspart results - The results to choose from.
 * @csspart note - The note.
 * @csspart dock - Save and next.
 * @cssproperty [--dial-accent=#1A5FCB] - Ground of the Save button.
 */
export class DialWrapUp extends LitElement {
  static override styles = [baseStyles, frameStyles, wrapUpStyles];

  @state() private chosen: string | undefined;
  @state() private callback = '';
  @state() private problem: DialerErrorCode | 'choose' | undefined;

  readonly #onKey: KeyHandler = (action, event) => {
    if (!this.#dialer.value?.wrapUp) return false;
    if (action === 'go') this.#save();
    else if (action === 'note') this.renderRoot.querySelector('textarea')?.focus();
    else if (action === 'do-not-call') this.#choose(this.#results.find(({ doNotCall }) => doNotCall)?.id);
    else if (action === 'jump') this.#focusResults();
    else if (!action && /^[1-9]$/.test(event.key)) return this.#chooseByDigit(Number(event.key));
    else return false;
    return true;
  };
  readonly #dialer = new DialerController(this, (all) => all, { onKey: this.#onKey });
  readonly #errors = new ErrorText(this);
  readonly #dock = new DockWatch();
  #callId: string | undefined;

  /** As the host ordered them, what must not be pressed by accident last. */
  get #results(): readonly Disposition[] {
    const all = this.#dialer.value?.dispositions ?? [];
    return [...all.filter(({ doNotCall }) => !doNotCall), ...all.filter(({ doNotCall }) => doNotCall)];
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    // Taken out of the page for a moment, by a call that came in between: nothing is forgotten.
    if (!this.#dialer.dialer) return;
    const callId = this.#dialer.value?.wrapUp?.callId;
    this.#dock.show(callId ?? 'none', this.#dialer.guard);
    if (callId === this.#callId) return;
    this.#callId = callId;
    this.chosen = undefined;
    this.callback = '';
    this.problem = undefined;
  }

  protected override render() {
    const wrapUp = this.#dialer.value?.wrapUp;
    if (!wrapUp) return nothing;
    const { text } = this.#dialer;
    return html`
      ${this.#stage(wrapUp)}
      <slot name="body">
        <div class="body" part="body">
          ${this.#radios()} ${this.chosen === 'callback' ? this.#callbackField() : nothing}
          ${noteField({ text, note: wrapUp.note, onNote: this.#setNote, onLeave: this.#focusResults, onSave: this.#save })}
          ${this.#problemLine()}
        </div>
      </slot>
      <div class="dock" part="dock" role="group" aria-label=${text.actions}>
        <button class="btn pri" type="button" @click=${this.#save}>
          ${icon(arrow, 'dir')}<span class="clip">${text.saveNext}</span>${this.#dialer.keyCap('go')}
        </button>
      </div>
    `;
  }

  #stage(wrapUp: WrapUpState) {
    const { text, locale, value } = this.#dialer;
    const { end, talkMs } = wrapUp;
    const error = end.reason === 'failed' && end.error ? this.#errors.of(end.error.code, locale) : undefined;
    const how = talkMs > 0 ? fill(text.talked, { time: clock(talkMs) }) : (error?.meaning ?? text[end.reason]);
    const waiting = value?.wrapUpsWaiting ?? 0;
    return stage({
      kind: 'wrap-up',
      icon: check,
      word: text.afterCall,
      name: nameOrNumber(wrapUp),
      label: text.stage,
      sub: html`<span class="clip" title=${how}>${how}</span>`,
      side: waiting > 0 ? fill(text.moreWaiting, { count: waiting }) : nothing,
    });
  }

  #radios() {
    const { text } = this.#dialer;
    let digit = 0;
    return html`
      <fieldset part="results" role="radiogroup" aria-label=${text.result}>
        ${this.#results.map((result) => {
          const cap = result.doNotCall
            ? this.#dialer.keyCap('do-not-call')
            : html`<kbd class="key" aria-hidden="true">${++digit}</kbd>`;
          const checked = result.id === this.chosen;
          return html`
            <label class="res ${result.doNotCall ? 'bad' : ''}">
              <input type="radio" name="result" .checked=${checked} @change=${() => this.#choose(result.id)} />
              ${cap}<span>${dispositionLabel(result, text)}</span>${checked ? icon(check, 's') : nothing}
            </label>
          `;
        })}
      </fieldset>
    `;
  }

  #callbackField() {
    return html`
      <label class="callback">
        <span class="muted">${this.#dialer.text.callbackAt}</span>
        <span class="field">
          <input
            type="datetime-local" .value=${this.callback}
            @change=${(event: Event & { target: HTMLInputElement }) => {
              this.callback = event.target.value;
            }}
          />
        </span>
      </label>
    `;
  }

  #problemLine() {
    const { text, locale } = this.#dialer;
    if (!this.problem) return nothing;
    if (this.problem === 'choose') return html`<p class="lab warn problem">${text.chooseResult}</p>`;
    const words = this.#errors.of(this.problem, locale);
    return html`<p class="lab bad problem">${words?.meaning} ${words?.cure} <code>${this.problem}</code></p>`;
  }

  readonly #setNote = (note: string): void => this.#dialer.dialer?.wrapUp.setNote(note);

  #choose(id: string | undefined): void {
    this.chosen = id;
    this.problem = undefined;
  }

  // The same digit twice saves.
  #chooseByDigit(digit: number): boolean {
    const result = this.#results.filter(({ doNotCall }) => !doNotCall)[digit - 1];
    if (result && result.id === this.chosen) this.#save();
    else if (result) this.#choose(result.id);
    return result !== undefined;
  }

  readonly #save = (): void =>
    this.#dialer.guard.press(() => {
      const { dialer } = this.#dialer;
      const disposition = this.chosen;
      if (!disposition) {
        this.problem = 'choose';
        this.#dialer.announce(this.#dialer.text.chooseResult, true);
        return this.#focusResults();
      }
      const callbackAt = disposition === 'callback' && this.callback ? { callbackAt: Date.parse(this.callback) } : {};
      dialer?.wrapUp.complete({ disposition, ...callbackAt }).catch((error: unknown) => {
        this.problem = isDialerError(error) ? error.code : 'internal-error';
        this.#dialer.announceError(this.problem);
      });
    });

  readonly #focusResults = (): void => this.renderRoot.querySelector<HTMLElement>('input:checked, input')?.focus();
}
