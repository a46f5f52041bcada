import type { CallQuality, LiveCallState } from '@dialdeck/core';
import { html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { baseStyles } from '../shared/base.styles.js';
import { selectActiveCall } from '../shared/call-view.js';
import { down, icon } from '../shared/icons.js';
import { qualityBadge } from './badge.js';
import { cureOf } from './cure.js';
import { qualityStyles } from './quality.styles.js';
import { qualityWords } from './words.js';

/**
 * How the call sounds, in bars and a word; pressed, the numbers behind it and one thing to do.
 * Renders nothing while no call is measured.
 *
 * @tag dial-quality
 * @csspart quality - The bars.
 * @csspart details - Delay, loss, jitter, score and the cure.
 */
export class DialQuality extends LitElement {
  static override styles = [baseStyles, qualityStyles];

  @state() private open = false;

  readonly #dialer = new DialerController(this, (all) => selectActiveCall(all));

  protected override render() {
    const quality = this.#quality(this.#dialer.value);
    if (!quality) return nothing;
    const words = qualityWords(this.#dialer.locale);
    return html`
      <button
        class="btn out head" type="button" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="details"
        @click=${this.#toggle}
      >
        <span class="vh">${words.title}: </span>${qualityBadge(quality, this.#dialer.locale)}${icon(down, 's')}
      </button>
      <div id="details" part="details" ?hidden=${!this.open}>${this.open ? this.#details(quality) : nothing}</div>
    `;
  }

  #quality(call: LiveCallState | undefined): CallQuality | undefined {
    return call?.status === 'active' && !call.held && !call.heldByRemote ? call.quality : undefined;
  }

  #details(quality: CallQuality) {
    const { locale } = this.#dialer;
    const words = qualityWords(locale);
    const number = (value: number, options: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale, options).format(value);
    const milliseconds = (value: number) => number(value, { style: 'unit', unit: 'millisecond' });
    const rows = [
      [words.delay, milliseconds(quality.rttMs)],
      [words.loss, number(quality.loss, { style: 'percent', maximumFractionDigits: 1 })],
      [words.jitter, milliseconds(quality.jitterMs)],
      [words.score, number(quality.mos, { minimumFractionDigits: 1 })],
    ];
    return html`
      <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd class="num">${value}</dd>`)}</dl>
      <p class="cap muted">${words.estimate}</p>
      <p class="lab" data-cure>${cureOf(quality, words)}</p>
    `;
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
  };
}
