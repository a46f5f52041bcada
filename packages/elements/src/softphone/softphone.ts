import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { defineLate } from '../define/late.js';
import { DialerController } from '../dialer-controller.js';
import { baseStyles } from '../shared/base.styles.js';
import { selectActiveCall, selectIncoming } from '../shared/call-view.js';
import { frameStyles } from '../shared/frame.styles.js';
import { DockWatch, guardMs, incomingGuardMs } from '../shared/guard.js';
import type { KeyAction } from '../shared/hotkeys.js';
import { alert, down, headset, history, icon, keypad } from '../shared/icons.js';
import { Ticker } from '../shared/ticker.js';
import { troubleOf } from '../shared/trouble.js';
import { bar } from './bar.js';
import { DialCompactChangeEvent } from './compact-change-event.js';
import { headerViewOf } from './header-view.js';
import { softphoneStyles } from './softphone.styles.js';

type Tab = 'dial' | 'history';
type Part = 'pad' | 'call' | 'wrap-up' | 'incoming' | 'history' | 'devices';

/**
 * The whole dialer in one panel: state, pad, calls, work after a call, history. It arranges the other
 * elements and adds no logic of its own. 360 × 640 unless the page says otherwise.
 *
 * @tag dial-softphone
 * @fires {DialCompactChangeEvent} dial-compact-change - The agent shrank the panel to one line, or opened it.
 * @csspart header - State of the phone.
 * @csspart tabs - Dial and History.
 * @csspart bar - The one-line form.
 * @csspart pad - The dial pad element.
 * @csspart call - The call element.
 * @csspart wrap-up - The element for the work after a call.
 * @csspart incoming - The incoming call element.
 * @csspart history - The history element.
 * @csspart devices - The device settings, opened from the header.
 * @cssproperty [--dial-radius-xl=12px] - Corners of the panel.
 * @cssproperty [--dial-surface=#FFFFFF] - Ground of the panel.
 */
export class DialSoftphone extends LitElement {
  static override styles = [baseStyles, frameStyles, softphoneStyles];

  /** What its parts are registered as: `<prefix>-pad` and so on. */
  static prefix = 'dial';

  /** One line of 44 px instead of the panel. */
  @property({ type: Boolean, reflect: true }) compact = false;

  @state() private tab: Tab = 'dial';
  @state() private devices = false;

  readonly #dialer = new DialerController(this, (all) => all, {
    onKey: (action) => {
      if (this.compact) return this.#pressInBar(action);
      // From the history, the jump key leads back to what can be pressed.
      if (action === 'jump' && this.tab === 'history' && !this.#busy) this.tab = 'dial';
      return false;
    },
  });
  readonly #ticker = new Ticker(this);
  readonly #dock = new DockWatch();
  readonly #parts = new Map<Part, HTMLElement>();
  #seen: string | undefined;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const all = this.#dialer.value;
    const busy = this.#busy;
    // A new call or its aftermath comes to the front; looking something up meanwhile stays possible.
    if (busy !== this.#seen) {
      this.#seen = busy;
      this.devices = false;
      if (busy) this.tab = 'dial';
    }
    const incoming = all && selectIncoming(all);
    const shown = incoming ? `in ${incoming.id}` : (busy ?? (all && troubleOf(all) ? 'trouble' : 'call'));
    this.#dock.show(shown, this.#dialer.guard, incoming ? incomingGuardMs : guardMs);
    this.#ticker.running = this.compact && all !== undefined && all.calls.length > 0;
  }

  /** What the agent is busy with, so that a change of it can be noticed. */
  get #busy(): string | undefined {
    const all = this.#dialer.value;
    const call = all && selectActiveCall(all);
    return call ? `call ${call.id}` : all?.wrapUp ? `wrap-up ${all.wrapUp.callId}` : undefined;
  }

  protected override render() {
    const { text, value, guard, dialer } = this.#dialer;
    if (this.compact) {
      return bar({
        state: value,
        text,
        guard,
        find: (id) => dialer?.findCall(id),
        onExpand: () => this.#setCompact(false),
      });
    }
    const incoming = value && selectIncoming(value);
    return html`
      ${this.#header()}
      <div class="main" .inert=${incoming !== undefined || this.devices}>${this.#main()}</div>
      ${incoming ? this.#part('incoming', 'over') : this.devices ? this.#part('devices', 'over') : nothing}
      ${this.#tabs()}
    `;
  }

  #header() {
    const { text, value, dialer } = this.#dialer;
    const { dot, word, noNetwork } = headerViewOf(value, text);
    return html`
      <div class="top" part="header">
        <span class="dot ${dot}"></span><span class="clip">${word}</span>
        <span class="end">
          ${noNetwork ? html`<span class="net warn cap strong">${icon(alert, 's')}${text.noNetwork}</span>` : nothing}
          ${
            dialer?.audio
              ? html`<button
                  class="ib" type="button" aria-label=${text.devices} title=${text.devices} aria-expanded=${this.devices}
                  @click=${this.#toggleDevices}
                >
                  ${icon(headset)}
                </button>`
              : nothing
          }
          <button class="ib" type="button" aria-label=${text.shrink} title=${text.shrink} @click=${() => this.#setCompact(true)}>
            ${icon(down)}
          </button>
        </span>
      </div>
    `;
  }

  #main() {
    const all = this.#dialer.value;
    const call = all && selectActiveCall(all);
    const list = this.tab === 'history' ? this.#part('history') : undefined;
    const front = call ? this.#part('call') : all?.wrapUp ? this.#part('wrap-up') : undefined;
    if (!front) return list ?? this.#part('pad');
    // Stage and dock stay while the history stands between them.
    if (list && list.parentNode !== front) front.append(list);
    if (!list) front.replaceChildren();
    return front;
  }

  #tabs() {
    const { text } = this.#dialer;
    const tab = (name: Tab, { label, path, look }: { label: string; path: string; look: string }) => html`
      <button type="button" aria-current=${ifDefined(this.tab === name ? 'page' : undefined)} @click=${() => this.#show(name)}>
        ${icon(path, look)}<span>${label}</span>
      </button>
    `;
    return html`
      <nav part="tabs" aria-label=${text.dialer}>
        ${tab('dial', { label: text.dial, path: keypad, look: 'dots' })}
        ${tab('history', { label: text.history, path: history, look: '' })}
      </nav>
    `;
  }

  // Elements are kept, so that a number, a note or a search is not lost by looking elsewhere.
  #part(name: Part, look = ''): HTMLElement {
    const { prefix } = this.constructor as typeof DialSoftphone;
    const element = this.#parts.get(name) ?? this.ownerDocument.createElement(`${prefix}-${name}`);
    this.#parts.set(name, element);
    element.className = look;
    element.setAttribute('part', name);
    element.slot = name === 'history' ? 'body' : '';
    return element;
  }

  // The elements that know these keys are not drawn in the bar.
  #pressInBar(action: KeyAction | undefined): boolean {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.bar button')];
    if (action === 'jump') buttons.at(-1)?.focus();
    const button = action && action !== 'close' ? buttons.find(({ dataset }) => dataset.key === action) : undefined;
    button?.click();
    return button !== undefined || (action === 'jump' && buttons.length > 0);
  }

  // Loaded when first wanted: devices are chosen once, calls are made all day.
  readonly #toggleDevices = (): void => {
    defineLate((this.constructor as typeof DialSoftphone).prefix);
    this.devices = !this.devices;
  };

  #show(tab: Tab): void {
    this.devices = false;
    this.tab = tab;
  }

  #setCompact(compact: boolean): void {
    this.compact = compact;
    this.dispatchEvent(new DialCompactChangeEvent(compact));
  }
}
