import type { ActiveCallState, Call, DialerState, LiveCallState } from '@dialdeck/core';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { nameOrNumber } from '../shared/format.js';
import type { KeyAction } from '../shared/hotkeys.js';
import { icon, phone, transfer as transferIcon } from '../shared/icons.js';
import { conferenceView, otherOf, partnerOf } from './conference-view.js';
import { TargetField } from './target-field.js';
import { transferStyles } from './transfer.styles.js';
import { type TransferText, transferTextOf } from './transfer-text.js';

/** What a transfer puts in the place of the call's own parts. */
export interface TransferView {
  /** Names the buttons of the dock, for the guard. */
  readonly name: string;
  /** Stands in for the whole body. */
  readonly body?: TemplateResult;
  /** Above the note. */
  readonly notice?: TemplateResult;
  readonly dock?: TemplateResult;
}

export interface TransferControllerOptions {
  readonly dialer: DialerController<DialerState>;
  readonly onEnd: () => void;
  readonly failed: (callId: string) => (error: unknown) => void;
}

/** Transfer, consultation and conference in `dial-call`. Loaded with the first one, or with the second call. */
export class TransferController {
  #openFor: string | undefined;
  /** The field is for somebody to join, not for a transfer. */
  #adding = false;
  readonly #field: TargetField;
  #said: string | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly options: TransferControllerOptions,
  ) {
    this.#field = new TargetField(host, options.dialer);
    const { styleSheet } = transferStyles;
    const { shadowRoot } = host;
    if (shadowRoot && styleSheet) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, styleSheet];
  }

  /** Whether the field for the target is shown for this call. */
  isOpen({ id, status }: LiveCallState): boolean {
    return status === 'active' && id === this.#openFor && !this.#pairOf(id);
  }

  toggle(call: LiveCallState, adding = false): void {
    const open = this.isOpen(call);
    if (call.status !== 'active' || (!open && (this.#pairOf(call.id) || isPending(call)))) return;
    const opener = this.#adding ? '.add' : '.transfer';
    this.#openFor = open ? undefined : call.id;
    this.#adding = adding && !open;
    this.#field.clear();
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.#focus(open ? opener : '.send input'));
  }

  /** What Add person does now, when it is something else. */
  addLabel(call: LiveCallState): string | undefined {
    const text = transferTextOf(this.options.dialer.locale);
    if (partnerOf(call, this.#calls)) return text.split;
    return otherOf(call, this.#calls) ? text.merge : undefined;
  }

  /** Joins this call with the other one, takes them apart, or asks whom to call first. */
  add(call: LiveCallState): void {
    if (call.status !== 'active' || isPending(call)) return;
    const { dialer, failed } = this.options;
    this.#said = undefined;
    const partner = partnerOf(call, this.#calls);
    const other = otherOf(call, this.#calls);
    const command = dialer.dialer?.findCall(call.id);
    if (partner) {
      // That the other one is on hold is said as for every call.
      this.#keepFocus(command?.split().catch(failed(call.id)));
    } else if (other) {
      const target = dialer.dialer?.findCall(other.id);
      if (target) this.#keepFocus(command?.merge(target).catch(failed(call.id)));
    } else this.toggle(call, true);
  }

  /** @returns whether the key was used */
  press(call: LiveCallState, action: KeyAction | undefined): boolean {
    if (action === 'close' && this.isOpen(call)) this.toggle(call);
    else if (action === 'end' && partnerOf(call, this.#calls)) this.#endBoth(call);
    else if (action === 'close' && this.#pairOf(call.id)) this.#cancel(call.id);
    else if (action === 'go' && this.#pairOf(call.id)) this.#complete(call.id);
    else return false;
    return true;
  }

  view(call: LiveCallState): TransferView | undefined {
    const { dialer } = this.options;
    const text = transferTextOf(dialer.locale);
    const partner = partnerOf(call, this.#calls);
    if (partner) {
      const view = conferenceView({ call, partner, text, dialer, onEnd: () => this.#endBoth(call) });
      if (!partner.held) this.#say(view.words);
      return view;
    }
    const pair = this.#pairOf(call.id);
    if (pair) return this.#consultation(call.id, { ...pair, text });
    if (this.isOpen(call))
      return { name: 'transfer', body: this.#picker(call, text), dock: this.#pickerDock(call, text) };
    if (call.status !== 'active' || !call.transfer || !isPending(call)) return undefined;
    const { status, target } = call.transfer;
    const words = fill(status === 'ringing' ? text.ringing : text.sending, { name: nameOrNumber(call), target });
    this.#say(words);
    return { name: 'end', notice: html`<p class="strong">${words}</p>` };
  }

  #picker(call: LiveCallState, text: TransferText): TemplateResult {
    const typed = this.#field.target !== '';
    return html`
      <form
        class="body send" part="body"
        @submit=${(event: Event) => {
          event.preventDefault();
          this.#ask(call.id);
        }}
      >
        ${this.#field.view({
          label: fill(this.#adding ? text.addTo : text.transferTo, { name: nameOrNumber(call) }),
          text,
          onEscape: () => this.toggle(call),
        })}
        <div class="choice">
          ${
            this.#adding
              ? nothing
              : html`<button class="btn out" part="send-now" type="button" ?disabled=${!typed} @click=${() => this.#send(call.id)}>${text.sendNow}</button>`
          }
          <button class="btn pri" part="ask-first" type="submit" ?disabled=${!typed}>${this.#adding ? text.callThem : text.askFirst}</button>
        </div>
      </form>
    `;
  }

  #pickerDock(call: LiveCallState, text: TransferText): TemplateResult {
    const { dialer, onEnd } = this.options;
    return html`
      <div class="dock" part="dock" role="group" aria-label=${dialer.text.actions}>
        <button class="btn out" type="button" @click=${() => this.toggle(call)}><span class="clip">${text.backToCall}</span>${dialer.keyCap('close')}</button>
        <button class="btn stop" type="button" @click=${onEnd}>${icon(phone, 'end')}<span class="clip">${dialer.text.endCall}</span>${dialer.keyCap('end')}</button>
      </div>
    `;
  }

  #consultation(id: string, { waiting, asked, text }: Pair & { readonly text: TransferText }): TransferView {
    const { dialer } = this.options;
    const words = fill(text.consulting, { name: nameOrNumber(waiting), other: nameOrNumber(asked) });
    const ready = asked.status === 'active' && !isPending(waiting);
    return {
      name: ready ? 'complete' : 'consult',
      notice: html`<p class="lab muted">${words}</p>`,
      dock: html`
        <div class="dock" part="dock" role="group" aria-label=${dialer.text.actions}>
          <button class="btn out" part="cancel" type="button" @click=${() => this.#cancel(id)}><span class="clip">${text.cancel}</span>${dialer.keyCap('close')}</button>
          <button class="btn pri" part="complete" type="button" ?disabled=${!ready} @click=${() => this.#complete(id)}>
            ${icon(transferIcon, 'dir')}<span class="clip">${text.complete}</span>${ready ? dialer.keyCap('go') : nothing}
          </button>
        </div>
      `,
    };
  }

  /** The consultation a call is part of, on either side. */
  #pairOf(id: string): Pair | undefined {
    const calls = this.#calls;
    const asked = calls.find((call) => call.consultFor !== undefined && (call.id === id || call.consultFor === id));
    const waiting = calls.find((call) => call.id === asked?.consultFor);
    return asked && waiting?.status === 'active' ? { asked, waiting } : undefined;
  }

  get #calls(): readonly LiveCallState[] {
    return this.options.dialer.value?.calls ?? [];
  }

  #endBoth(call: LiveCallState): void {
    const { dialer } = this.options;
    dialer.guard.press(() => {
      for (const each of [partnerOf(call, this.#calls), call]) if (each) dialer.dialer?.findCall(each.id)?.hangUp();
    });
  }

  #send(id: string): void {
    const { target } = this.#field;
    this.#act(id, { shown: id, act: (call) => call.transfer(target) });
  }

  #ask(id: string): void {
    const { target } = this.#field;
    if (target !== '') this.#act(id, { shown: id, act: async (call) => void call.consult(target) });
  }

  #complete(id: string): void {
    const waiting = this.#pairOf(id)?.waiting;
    if (waiting) this.#act(waiting.id, { shown: id, act: async (call) => call.consultation?.complete() });
  }

  #cancel(id: string): void {
    const waiting = this.#pairOf(id)?.waiting;
    if (waiting) this.#act(waiting.id, { shown: id, act: async (call) => call.consultation?.cancel() });
  }

  /** @param how what to do, and the call whose place shows what went wrong */
  #act(id: string, { shown, act }: { readonly shown: string; readonly act: (call: Call) => Promise<void> }): void {
    const { dialer, failed } = this.options;
    dialer.guard.press(() => {
      const call = dialer.dialer?.findCall(id);
      this.#openFor = undefined;
      this.#said = undefined;
      this.host.requestUpdate();
      if (call) act(call).catch(failed(shown));
      void this.host.updateComplete.then(() => this.#focus('.dock button:last-child'));
    });
  }

  /** Each step once, however often it is drawn. */
  #say(words: string): void {
    if (words === this.#said) return;
    this.#said = words;
    queueMicrotask(() => this.options.dialer.announce(words));
  }

  /** The dock changes with the conference; who was in it stays in it. */
  #keepFocus(work: Promise<void> | undefined): void {
    const focused = this.host.shadowRoot?.activeElement;
    void work
      ?.then(() => this.host.updateComplete)
      .then(() => {
        if (focused && !focused.isConnected) this.#focus('.dock button:last-child');
      });
  }

  #focus(selector: string): void {
    this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

interface Pair {
  readonly waiting: ActiveCallState;
  readonly asked: LiveCallState;
}

const isPending = (call: LiveCallState): boolean =>
  call.status === 'active' && /asked|accepted|ringing/.test(call.transfer?.status ?? '');
