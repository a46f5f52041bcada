import { html, LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { baseStyles } from '../shared/base.styles.js';
import { selectActiveCall } from '../shared/call-view.js';
import { endDock } from '../shared/end-dock.js';
import { ErrorText } from '../shared/error-text.js';
import { Flash } from '../shared/flash.js';
import { nameOrNumber } from '../shared/format.js';
import { frameStyles } from '../shared/frame.styles.js';
import { DockWatch } from '../shared/guard.js';
import type { KeyHandler } from '../shared/hotkeys.js';
import { type Trouble, troubleOf } from '../shared/trouble.js';
import { warnings } from '../shared/warnings.js';
import { callDock } from './call-dock.js';
import { CallPlacer } from './call-placer.js';
import { cleanNumber } from './clean-number.js';
import { entry } from './entry.js';
import { HoldPress, isPadKey, keyName, keys, keysStyles } from './keys.js';
import { LastDialed } from './last-dialed.js';
import { DialNumberChangeEvent } from './number-change-event.js';
import { padStyles } from './pad.styles.js';
import { troubleBody, troubleDock, troubleStage } from './trouble-view.js';

/**
 * A dial pad: the number field, twelve keys, Call and Redial. While a call is up its keys send tones.
 * When nothing can be called, it says why and what to do.
 *
 * @tag dial-pad
 * @fires {DialBeforeCallEvent} dial-before-call - Before anything is dialed. Cancelable, also later by `waitUntil`.
 * @fires {DialNumberChangeEvent} dial-number-change - The number in the field changed.
 * @csspart stage - The part with the number field.
 * @csspart keys - The group of keys.
 * @csspart key - One key.
 * @csspart field - The number field.
 * @csspart erase - The button that deletes the last digit.
 * @csspart dock - The buttons at the bottom.
 * @cssproperty [--dial-key=56px] - Least height of a key.
 * @cssproperty [--dial-success=#14774A] - Ground of the Call button.
 */
export class DialPad extends LitElement {
  static override styles = [baseStyles, frameStyles, keysStyles, padStyles];

  /** What is in the number field. */
  @property() number = '';

  @state() private tones = '';

  readonly #onKey: KeyHandler = (action, event) => {
    if (this.#dialer.value?.wrapUp) return false;
    if (action === 'go' && !this.#call) return this.#pressPrimary();
    if (action === 'end' && this.#call) return this.#hangUp();
    if (action === 'jump') return this.#focusField();
    return !action && !event.repeat && this.#type(event.key);
  };
  readonly #dialer = new DialerController(this, (all) => all, { onKey: this.#onKey });
  readonly #placer = new CallPlacer(this, this.#dialer);
  readonly #errors = new ErrorText(this);
  readonly #flash = new Flash(this);
  readonly #last = new LastDialed(this);
  readonly #dock = new DockWatch();
  readonly #hold = new HoldPress(
    () => this.#press('0'),
    () => this.#press('+'),
  );

  constructor() {
    super();
    this.addEventListener('paste', this.#paste);
  }

  get #call() {
    return this.#dialer.value && selectActiveCall(this.#dialer.value);
  }

  get #trouble(): Trouble | undefined {
    return this.#dialer.value && troubleOf(this.#dialer.value);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const call = this.#call;
    if (!call && this.tones) this.tones = '';
    if (changed.has('number')) this.#placer.clear();
    this.#last.follow(this.#dialer.dialer);
    const shown = call ? 'end' : this.#trouble ? 'trouble' : 'call';
    this.#dock.show(shown, this.#dialer.guard);
  }

  protected override render() {
    const trouble = this.#call ? undefined : this.#trouble;
    const { text, locale } = this.#dialer;
    if (!trouble) return html`${this.#entry()} ${this.#keys()} ${this.#docked()}`;
    const words = this.#errors.of(trouble.code, locale);
    return html`
      ${troubleStage(trouble, { text, words })} ${troubleBody(trouble, { text, words })}
      ${troubleDock(trouble, { text, cap: this.#dialer.keyCap('go'), onPress: this.#pressPrimary })}
    `;
  }

  #entry() {
    const call = this.#call;
    return entry({
      text: this.#dialer.text,
      value: call ? this.tones : this.number,
      inCall: call !== undefined,
      hint: this.#hint(),
      onInput: this.#input,
      onKey: this.#fieldKey,
      onErase: this.#erase,
    });
  }

  #hint() {
    const { text, locale } = this.#dialer;
    const call = this.#call;
    const { problem } = this.#placer;
    if (problem) {
      return html`<p class="sub bad problem">${this.#errors.of(problem, locale)?.meaning} <code>${problem}</code></p>`;
    }
    if (call) return html`<p class="sub">${fill(text.sendTonesTo, { name: nameOrNumber(call) })}</p>`;
    if (this.#dialer.value?.connection.status === 'reconnecting') {
      return html`<p class="sub warn">${text.reconnecting}</p>`;
    }
    return warnings(this.#dialer.value?.warnings.slice(0, 1) ?? [], (code) => this.#errors.of(code, locale));
  }

  #keys() {
    const { text } = this.#dialer;
    const call = this.#call;
    return html`
      <div class="body">
        ${keys({
          text,
          lit: this.#flash.key,
          label: text.keypad,
          disabled: call !== undefined && call.status !== 'active',
          onPress: this.#press,
          hold: call ? undefined : this.#hold,
        })}
      </div>
    `;
  }

  #docked() {
    const { text } = this.#dialer;
    const call = this.#call;
    if (call) return endDock({ text, call, cap: this.#dialer.keyCap('end'), onEnd: this.#hangUp });
    const status = this.#dialer.value?.connection.status;
    return callDock({
      text,
      status,
      ready: this.#ready,
      canRedial: this.#last.number !== undefined && status === 'connected',
      cap: this.#dialer.keyCap('go'),
      onRedial: this.#redial,
      onPrimary: this.#pressPrimary,
    });
  }

  get #ready(): boolean {
    return !this.#placer.asking && this.number.trim() !== '' && this.#dialer.value?.connection.status === 'connected';
  }

  #set(number: string): void {
    this.number = number;
    this.dispatchEvent(new DialNumberChangeEvent(number));
  }

  readonly #press = (key: string): void => {
    const call = this.#call;
    if (call) {
      this.tones += key;
      this.#dialer.dialer?.findCall(call.id)?.sendTones(key).catch(this.#fail);
    } else {
      this.#set(this.number + key);
    }
    this.#dialer.announce(keyName(key, this.#dialer.text));
  };

  // A key of the keyboard while the focus is anywhere but in a text field.
  #type(key: string): boolean {
    if (key === 'Backspace' && !this.#call && this.number) {
      this.#erase();
      return true;
    }
    if (!isPadKey(key, !this.#call) || (!this.#call && this.#trouble) || (this.#call && this.#call.status !== 'active'))
      return false;
    this.#flash.light(key === '+' ? '0' : key);
    this.#press(key);
    return true;
  }

  readonly #input = (event: InputEvent & { target: HTMLInputElement }): void => {
    this.#set(event.target.value);
    if (event.data && isPadKey(event.data)) this.#flash.light(event.data === '+' ? '0' : event.data);
  };

  readonly #fieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.repeat) return;
    if (event.key === 'Enter' && !this.#call) {
      event.preventDefault();
      this.#pressPrimary();
    } else if (this.#call) {
      // The field only shows what was sent: digits are tones.
      if (this.#type(event.key)) event.preventDefault();
    }
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData('text');
    if (!pasted || this.#call) return;
    event.preventDefault();
    const field = event.composedPath()[0];
    const clean = cleanNumber(pasted);
    if (field instanceof HTMLInputElement) {
      field.setRangeText(clean, field.selectionStart ?? 0, field.selectionEnd ?? field.value.length, 'end');
      this.#set(field.value);
    } else {
      this.#set(clean);
    }
  };

  readonly #erase = (): void => this.#set(this.number.slice(0, -1));

  readonly #redial = (): void => {
    const { number } = this.#last;
    if (!number) return;
    this.#dialer.guard.press(() => {
      this.#set(number);
      void this.#place();
    });
  };

  readonly #pressPrimary = (): boolean => {
    this.#dialer.guard.press(() => {
      const { dialer } = this.#dialer;
      const trouble = this.#trouble;
      if (trouble?.cure === 'microphone') void dialer?.checkMicrophone().catch(this.#fail);
      else if (trouble || this.#dialer.value?.connection.status === 'offline') void dialer?.connect().catch(this.#fail);
      else if (this.#ready) void this.#place();
    });
    return true;
  };

  readonly #hangUp = (): boolean => {
    const id = this.#call?.id;
    if (id) this.#dialer.guard.press(() => this.#dialer.dialer?.findCall(id)?.hangUp());
    return true;
  };

  async #place(): Promise<void> {
    if (await this.#placer.place(this.number)) this.#set('');
  }

  // Connection and microphone trouble is in the state and shown from there.
  readonly #fail = (error: unknown): void => {
    if (!this.#trouble) this.#placer.fail(error);
  };

  /** Goes to the number field, or to the button that helps when there is none. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input, .dock .btn:last-child')?.focus(options);
  }

  #focusField(): boolean {
    this.focus();
    return true;
  }
}
