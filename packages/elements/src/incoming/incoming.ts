import type { LiveCallState } from '@dialdeck/core';
import { html, LitElement, nothing } from 'lit';
import { DialerController } from '../dialer-controller.js';
import { fill, type Messages } from '../locales/en.js';
import { baseStyles } from '../shared/base.styles.js';
import { facts } from '../shared/brief.js';
import { callViewOf, selectActiveCall, selectIncoming } from '../shared/call-view.js';
import { focusedElement } from '../shared/focused-element.js';
import { clock, knownName, numberText, shortName } from '../shared/format.js';
import { frameStyles } from '../shared/frame.styles.js';
import { DockWatch, incomingGuardMs } from '../shared/guard.js';
import { isTextField, type KeyHandler } from '../shared/hotkeys.js';
import { icon, phone } from '../shared/icons.js';
import { isolated } from '../shared/isolated.js';
import { stage } from '../shared/stage.js';
import { Ticker } from '../shared/ticker.js';
import { incomingStyles } from './incoming.styles.js';

/**
 * The call that rings here: who, Answer, Decline. Takes no focus from a text field. Renders nothing
 * while nobody calls.
 *
 * @tag dial-incoming
 * @csspart stage - Name, state and clock.
 * @csspart dock - Decline and Answer.
 * @cssproperty [--dial-surface-raised=#FFFFFF] - Ground of the card.
 */
export class DialIncoming extends LitElement {
  static override styles = [baseStyles, frameStyles, incomingStyles];

  readonly #onKey: KeyHandler = (action) => {
    if (!this.#call) return false;
    if (action === 'go') this.#answer();
    else if (action === 'end') this.#decline();
    else if (action === 'jump') this.#focusDialog();
    else return false;
    return true;
  };
  readonly #dialer = new DialerController(this, (all) => all, { onKey: this.#onKey });
  readonly #ticker = new Ticker(this);
  readonly #dock = new DockWatch();
  #shown: string | undefined;
  #cameFrom: HTMLElement | undefined;

  get #call(): LiveCallState | undefined {
    return this.#dialer.value && selectIncoming(this.#dialer.value);
  }

  protected override render() {
    const { text, value } = this.#dialer;
    const call = this.#call;
    this.#ticker.running = call !== undefined;
    this.#dock.show(call?.id ?? 'none', this.#dialer.guard, incomingGuardMs);
    if (!call || !value) return nothing;
    const view = callViewOf(call, value.connection, text);
    const about = factsOf(call, text);
    return html`
      <div role="alertdialog" aria-label=${`${text.incoming}. ${view.name}`} tabindex="-1">
        <div class="card">
          ${stage({
            ...view,
            label: text.stage,
            clock: clock(Date.now() - view.since),
            sub: knownName(call) ? numberText(call.number) : nothing,
          })}
          ${about.length > 0 ? html`<div class="more">${facts(about)}</div>` : nothing}
        </div>
        <div class="dock" part="dock" role="group" aria-label=${text.actions}>
          <button class="btn out bad" type="button" @click=${this.#decline}>
            <span class="clip">${text.decline}</span>${this.#dialer.keyCap('end')}
          </button>
          <button class="btn go" type="button" @click=${this.#answer}>
            ${icon(phone)}<span class="clip">${this.#answerLabel()}</span>${this.#dialer.keyCap('go')}
          </button>
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    const id = this.#call?.id;
    if (id === this.#shown) return;
    if (id) this.#takeFocus();
    else this.#giveFocusBack();
    this.#shown = id;
  }

  #answerLabel(): string {
    const { text, value } = this.#dialer;
    const talking = value && selectActiveCall(value);
    if (talking?.status !== 'active' || talking.held) return text.answer;
    const name = shortName(talking);
    return name ? fill(text.answerHold, { name }) : text.answerHoldCall;
  }

  readonly #answer = (): void => this.#press((id) => this.#dialer.dialer?.findCall(id)?.answer());

  readonly #decline = (): void => this.#press((id) => this.#dialer.dialer?.findCall(id)?.reject());

  #press(run: (id: string) => void): void {
    const id = this.#call?.id;
    if (id) this.#dialer.guard.press(() => run(id));
  }

  // Only from inside Dialdeck, and never out of a field somebody types in.
  #takeFocus(): void {
    const focused = focusedElement(this.ownerDocument);
    if (!focused || isTextField(focused) || !this.#dialer.contains(focused)) return;
    this.#cameFrom = focused;
    this.#focusDialog();
  }

  #giveFocusBack(): void {
    const focused = focusedElement(this.ownerDocument);
    if (!focused || focused === this.ownerDocument.body) this.#cameFrom?.focus();
    this.#cameFrom = undefined;
  }

  #focusDialog(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=alertdialog]')?.focus();
  }
}

/** Whom they had wanted; and the only match with its first facts, or the names of all that have this number. */
function factsOf({ customers, divertedFrom }: LiveCallState, text: Messages) {
  const [first] = customers;
  const diverted = divertedFrom ? [{ label: text.divertedFrom, value: divertedFrom }] : [];
  if (!first) return diverted;
  const who =
    customers.length > 1 ? customers.map(({ name }) => isolated(name)).join(' · ') : (first.company ?? first.name);
  return [
    ...diverted,
    { label: text.customer, value: who },
    ...(customers.length > 1 ? [] : (first.fields ?? []).slice(0, 2)),
  ];
}
