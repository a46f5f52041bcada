import type { Dialer, DialerErrorCode, DialerState, Unsubscribe } from '@dialdeck/core';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import { type DialerScope, dialerContext } from './dialer-context.js';
import { en, type Messages } from './locales/en.js';
import { loadErrorText } from './shared/error-text.js';
import { Guard } from './shared/guard.js';
import type { KeyAction, KeyHandler } from './shared/hotkeys.js';

export interface DialerControllerOptions {
  /** Keys pressed inside the provider, outside text fields. Return `true` when the key was used. */
  readonly onKey?: KeyHandler | undefined;
}

/**
 * Connects an element to the nearest provider: its dialer, its language, its guard. Re-renders the
 * element when the selected part of the state changes.
 *
 * It does not matter when things arrive: the element may be connected before its provider exists,
 * the provider may get its dialer later, and the dialer may be replaced by another.
 */
export class DialerController<T> implements ReactiveController {
  /** The selected state, or `undefined` without a dialer. */
  value: T | undefined;

  #scope: DialerScope | undefined;
  #unsubscribe: Unsubscribe | undefined;
  #unlisten: Unsubscribe | undefined;
  #ownLang = false;
  readonly #lonelyGuard = new Guard();
  readonly #consumer: ContextConsumer<typeof dialerContext, ReactiveElement>;

  /** @param select must return an existing part of the state, never a new object */
  constructor(
    private readonly host: ReactiveElement,
    private readonly select: (state: DialerState) => T,
    private readonly options: DialerControllerOptions = {},
  ) {
    // The consumer comes first: when the host is connected already, it answers within this line.
    this.#consumer = new ContextConsumer(host, {
      context: dialerContext,
      subscribe: true,
      callback: (scope) => this.#bind(scope),
    });
    host.addController(this);
  }

  /** The nearest dialer, or `undefined` until a provider has one. */
  get dialer(): Dialer | undefined {
    return this.#scope?.dialer;
  }

  /** The words in the provider's language; English without a provider. */
  get text(): Messages {
    return this.#scope?.text ?? en;
  }

  get locale(): string {
    return this.#scope?.locale ?? 'en';
  }

  get guard(): Guard {
    return this.#scope?.guard ?? this.#lonelyGuard;
  }

  /** Whether an element, at any depth, belongs to the same provider. */
  contains(element: Node): boolean {
    return this.#scope?.contains(element) ?? false;
  }

  announce(message: string, urgent?: boolean): void {
    this.#scope?.announce(message, urgent);
  }

  /** Tells what went wrong and what to do, in the words that are shown in place. */
  announceError(code: DialerErrorCode): void {
    void loadErrorText(code, this.locale).then(({ meaning, cure }) => this.announce(`${meaning} ${cure}`, true));
  }

  /** A drawn key cap; nothing when the action has no key. */
  keyCap(action: KeyAction) {
    const cap = this.#scope?.keyCap(action);
    return cap ? html`<kbd class="key" aria-hidden="true">${cap}</kbd>` : nothing;
  }

  hostConnected(): void {
    if (!this.#scope) this.host.ownerDocument.addEventListener('context-provider', this.#providerArrived);
  }

  hostDisconnected(): void {
    this.host.ownerDocument.removeEventListener('context-provider', this.#providerArrived);
    this.#bind(undefined);
  }

  // A provider that is defined after its content says so; nobody else would ask it on our behalf.
  readonly #providerArrived = (event: Event): void => {
    if ((event as Event & { context?: unknown }).context !== dialerContext) return;
    queueMicrotask(() => {
      if (this.host.isConnected && !this.#scope) this.#consumer.hostConnected();
    });
  };

  #bind(scope: DialerScope | undefined): void {
    if (scope === this.#scope) return;
    const before = this.#scope;
    this.#scope = scope;
    if (scope) this.host.ownerDocument.removeEventListener('context-provider', this.#providerArrived);
    this.#setLang(scope?.locale);
    if (scope?.dialer !== before?.dialer) {
      this.#unsubscribe?.();
      this.#unsubscribe = scope?.dialer?.state.subscribe(() => this.#refresh());
    }
    if (this.options.onKey && scope?.onKey !== before?.onKey) {
      this.#unlisten?.();
      this.#unlisten = scope?.onKey(this.options.onKey);
    }
    this.#refresh();
    this.host.requestUpdate();
  }

  #refresh(): void {
    const next = this.dialer && this.select(this.dialer.state.snapshot);
    if (Object.is(next, this.value)) return;
    this.value = next;
    this.host.requestUpdate();
  }

  // Voices and fonts follow `lang`; one that the page wrote on the element stays.
  #setLang(locale: string | undefined): void {
    if (!locale || (this.host.lang && !this.#ownLang)) return;
    this.host.lang = locale;
    this.#ownLang = true;
  }
}
