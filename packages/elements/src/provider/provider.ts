import type { Dialer, Unsubscribe } from '@dialdeck/core';
import { ContextProvider } from '@lit/context';
import { html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { dialerContext } from '../dialer-context.js';
import { en, type Messages } from '../locales/en.js';
import { loadMessages, speaks } from '../locales/load.js';
import { followDialer } from '../shared/announce.js';
import { Guard } from '../shared/guard.js';
import { Hotkeys, parseKeys } from '../shared/hotkeys.js';
import { LiveRegions } from '../shared/live-regions.js';
import { onNumberRules } from '../shared/number-groups.js';
import { providerStyles } from './provider.styles.js';

export type Theme = 'light' | 'dark' | 'contrast-light' | 'contrast-dark';
export type Density = 'comfortable' | 'compact';

/**
 * Gives every dialer element inside it the same dialer, language, theme and keyboard, and speaks to
 * assistive technology for all of them. It has no layout of its own.
 *
 * Text direction comes from the page (`dir`); nothing is forced.
 *
 * @tag dial-provider
 * @slot - The dialer elements, anywhere below.
 */
export class DialProvider extends LitElement {
  static override styles = providerStyles;

  /** The dialer to share. Set it from script; it cannot be written as an attribute. */
  @property({ attribute: false }) dialer: Dialer | undefined;

  /** Colours. Without it, the reader's preference decides. */
  @property({ reflect: true }) theme: Theme | undefined;

  /** Language, such as `zh-CN`. Without it, the nearest `lang`, then the browser's language. */
  @property() locale: string | undefined;

  /** Size of controls. @default comfortable */
  @property({ reflect: true }) density: Density | undefined;

  /** `off`, or pairs such as `mute=KeyM end=Shift+KeyE` (`KeyboardEvent.code`). */
  @property() keys: string | undefined;

  /** Words of your own, or of a language that the elements do not bring. What is missing stays as it is. */
  @property({ attribute: false }) messages: Partial<Messages> | undefined;

  readonly #provider = new ContextProvider(this, { context: dialerContext });
  readonly #hotkeys = new Hotkeys(this);
  readonly #guard = new Guard();
  readonly #regions = new LiveRegions((role) => this.renderRoot?.querySelector(`[role=${role}]`) ?? null);
  #words: Messages = en;
  #language = { text: en as Messages, locale: 'en' };
  #unfollow: Unsubscribe | undefined;
  #stopRules: Unsubscribe | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    this.#stopRules = onNumberRules(() => this.#share());
    if (this.hasUpdated) void this.#speak();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#stopRules?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('keys')) this.#hotkeys.keys = parseKeys(this.keys);
    if (changed.has('dialer')) this.#follow();
    if (!this.hasUpdated || changed.has('locale')) void this.#speak();
    if (!this.hasUpdated || changed.has('dialer') || changed.has('messages') || changed.has('keys')) this.#share();
  }

  protected override render() {
    return html`<slot></slot><div role="status"></div><div role="alert"></div>`;
  }

  readonly #contains = (node: Node): boolean => {
    const root = node.getRootNode();
    return this.contains(node) || (root instanceof ShadowRoot && this.#contains(root.host));
  };

  #follow(): void {
    this.#unfollow?.();
    this.#unfollow =
      this.dialer && this.isConnected
        ? followDialer(this.dialer, { language: () => this.#language, say: this.#regions.say })
        : undefined;
  }

  get #wantedLocale(): string {
    const near = this.closest('[lang]')?.getAttribute('lang');
    return this.locale || near || globalThis.navigator?.language || 'en';
  }

  async #speak(): Promise<void> {
    const wanted = this.#wantedLocale;
    const words = await loadMessages(wanted);
    if (wanted !== this.#wantedLocale) return;
    this.#words = words;
    this.#share();
  }

  #share(): void {
    const wanted = this.#wantedLocale;
    // Dates in one language among words in another would be worse than both in English.
    const locale = this.messages || (speaks(wanted) && (this.#words !== en || /^en/i.test(wanted))) ? wanted : 'en';
    this.#language = { text: this.messages ? { ...this.#words, ...this.messages } : this.#words, locale };
    this.#provider.setValue({
      ...this.#language,
      dialer: this.dialer,
      guard: this.#guard,
      announce: (message, urgent) => this.#regions.say({ message, urgent }),
      onKey: this.#hotkeys.listen,
      keyCap: this.#hotkeys.capOf,
      contains: this.#contains,
    });
  }
}
