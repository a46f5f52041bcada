import {
  type Call,
  type ConnectionState,
  type DialerErrorCode,
  isDialerError,
  type LiveCallState,
} from '@dialdeck/core';
import { html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { isPadKey, keyName, keys, keysStyles } from '../pad/keys.js';
import { baseStyles } from '../shared/base.styles.js';
import { brief } from '../shared/brief.js';
import { callViewOf, heldCallsOf, holdTime, isInterrupted, selectActiveCall } from '../shared/call-view.js';
import { endDock } from '../shared/end-dock.js';
import { ErrorText } from '../shared/error-text.js';
import { Flash } from '../shared/flash.js';
import { clock, knownName, nameOrNumber, numberText } from '../shared/format.js';
import { frameStyles } from '../shared/frame.styles.js';
import { DockWatch } from '../shared/guard.js';
import type { KeyHandler } from '../shared/hotkeys.js';
import { noteField } from '../shared/note-field.js';
import { stage } from '../shared/stage.js';
import { Ticker } from '../shared/ticker.js';
import { warnings } from '../shared/warnings.js';
import { callStyles } from './call.styles.js';
import { controls } from './controls.js';
import { heldLines } from './held-lines.js';
import type { RecordController } from './record-controller.js';
import type { TransferController, TransferView } from './transfer-controller.js';

// Loaded with the first call that is measured.
let badge: typeof import('../quality/badge.js').qualityBadge | undefined;

/**
 * The call the agent is busy with: who, how long, a note, mute, hold, keypad, End. Below the stage the
 * calls on hold. Renders nothing between calls.
 *
 * @tag dial-call
 * @slot body - Stands in for what is between stage and dock, such as the history.
 * @fires dial-find-people - The agent types a name where the call is to be sent; answer with `respondWith`.
 * @csspart stage - Name, state and clock.
 * @csspart controls - The six buttons.
 * @csspart mute - The mute button.
 * @csspart hold - The hold button.
 * @csspart keypad - The keypad button.
 * @csspart record - The record button.
 * @csspart recording - How far the recording is, or the question of consent.
 * @csspart voicemail - The message to leave.
 * @csspart dock - The part with the End button.
 * @cssproperty [--dial-danger=#C22F2F] - Ground of the End button.
 */
export class DialCall extends LitElement {
  static override styles = [baseStyles, frameStyles, keysStyles, callStyles];

  @state() private keypadFor: string | undefined;
  @state() private allHeld = false;
  @state() private transfers: TransferController | undefined;
  @state() private recorder: RecordController | undefined;
  @state() private problem: { readonly id: string; readonly code: DialerErrorCode } | undefined;

  readonly #onKey: KeyHandler = (action, event) => {
    const call = this.#call;
    if (!call) return false;
    if (this.transfers?.press(call, action)) return true;
    const does: Partial<Record<NonNullable<typeof action>, () => void>> = {
      mute: this.#mute,
      hold: this.#hold,
      keypad: this.#toggleKeypad,
      transfer: this.#transfer,
      add: this.#add,
      record: () => this.recorder?.control(call)?.press?.(),
      end: this.#hangUp,
      swap: () => this.#swapTo(this.#heldCalls[0]?.id),
      note: () => this.renderRoot.querySelector('textarea')?.focus(),
      jump: this.#focusDock,
    };
    if (action === 'close' && this.keypadFor) this.keypadFor = undefined;
    else if (action) does[action]?.();
    else if (this.#keypadOpen && isPadKey(event.key, false)) this.#tone(event.key);
    else return false;
    return action === undefined || action === 'close' || action in does;
  };
  readonly #dialer = new DialerController(this, (all) => all, { onKey: this.#onKey });
  readonly #errors = new ErrorText(this);
  readonly #flash = new Flash(this);
  readonly #ticker = new Ticker(this);
  readonly #dock = new DockWatch();

  get #call(): LiveCallState | undefined {
    return this.#dialer.value && selectActiveCall(this.#dialer.value);
  }

  get #heldCalls(): readonly LiveCallState[] {
    return this.#dialer.value ? heldCallsOf(this.#dialer.value) : [];
  }

  get #connection(): ConnectionState {
    return this.#dialer.value?.connection ?? { status: 'offline' };
  }

  get #keypadOpen(): boolean {
    const call = this.#call;
    return call?.status === 'active' && !call.held && call.id === this.keypadFor;
  }

  protected override render() {
    const call = this.#call;
    this.#ticker.running = call !== undefined;
    const view = call && this.#transferView(call);
    this.#dock.show(call ? (view?.name ?? (call.status === 'active' ? 'end' : 'cancel')) : 'none', this.#dialer.guard);
    if (!call) return nothing;
    return html`${this.#stage(call)} ${this.#held()}<slot name="body">${view?.body ?? this.#body(call, view)}</slot>${
      view?.dock ??
      endDock({
        text: this.#dialer.text,
        call,
        cap: this.#dialer.keyCap('end'),
        onEnd: this.#hangUp,
      })
    }`;
  }

  #stage(call: LiveCallState) {
    const { text } = this.#dialer;
    const view = callViewOf(call, this.#connection, text);
    return stage({
      ...view,
      label: text.stage,
      clock: clock(Date.now() - view.since),
      sub: knownName(call) ? numberText(call.number) : nothing,
      side: holdTime(call, text) || (view.kind === 'active' ? this.#quality(call) : nothing),
    });
  }

  #quality(call: LiveCallState) {
    if (call.status !== 'active' || !call.quality) return nothing;
    if (badge) return badge(call.quality, this.#dialer.locale);
    void import('../quality/badge.js').then(({ qualityBadge }) => {
      badge = qualityBadge;
      this.requestUpdate();
    });
    return nothing;
  }

  #held() {
    return heldLines({
      text: this.#dialer.text,
      cap: this.#dialer.keyCap('swap'),
      calls: this.#heldCalls,
      all: this.allHeld,
      onSwap: this.#swapTo,
      onAll: () => {
        this.allHeld = !this.allHeld;
      },
    });
  }

  #transferView(call: LiveCallState): TransferView | undefined {
    const wanted = this.#dialer.value?.calls[1] || (call.status === 'active' && call.transfer);
    if (!this.transfers && wanted) void this.#loadTransfers();
    return this.transfers?.view(call);
  }

  #recorderOf(call: LiveCallState): RecordController | undefined {
    if (!this.recorder && call.status === 'active' && this.#dialer.dialer?.recordings)
      void import('./record-controller.js').then(({ RecordController }) => {
        this.recorder ??= new RecordController(this, { dialer: this.#dialer, failed: this.#failed });
      });
    return this.recorder;
  }

  async #loadTransfers(): Promise<TransferController> {
    const { TransferController } = await import('./transfer-controller.js');
    this.transfers ??= new TransferController(this, {
      dialer: this.#dialer,
      onEnd: this.#hangUp,
      failed: this.#failed,
    });
    return this.transfers;
  }

  #body(call: LiveCallState, view: TransferView | undefined) {
    const { text } = this.#dialer;
    const [customer, another] = call.customers;
    const trouble = this.#trouble(call);
    const showBrief = customer && !another && !this.#keypadOpen && trouble === nothing && !view;
    return html`
      <div class="body" part="body">
        ${warnings(this.#dialer.value?.warnings ?? [], (code) => this.#errors.of(code, this.#dialer.locale))}
        ${call.divertedFrom ? html`<p class="lab muted">${text.divertedFrom} <bdi>${call.divertedFrom}</bdi></p>` : nothing}
        ${trouble} ${view?.notice} ${this.#recorderOf(call)?.view(call)} ${showBrief ? brief(customer, text.openInCrm) : nothing}
        ${
          this.#keypadOpen
            ? keys({ text, lit: this.#flash.key, label: text.keypad, onPress: this.#tone })
            : noteField({
                text,
                note: call.note,
                onNote: (note) => this.#command?.setNote(note),
                onLeave: this.#focusDock,
              })
        }
        ${controls({
          text,
          call,
          keypadOpen: this.#keypadOpen,
          cap: (action) => this.#dialer.keyCap(action),
          onMute: this.#mute,
          onHold: this.#hold,
          onKeypad: this.#toggleKeypad,
          onTransfer: view ? undefined : this.#transfer,
          onAdd: this.#add,
          addLabel: this.transfers?.addLabel(call),
          recorder: this.recorder?.control(call),
        })}
      </div>
    `;
  }

  #trouble(call: LiveCallState) {
    const { text, locale } = this.#dialer;
    const connection = this.#connection;
    if (this.problem?.id === call.id) {
      const { code } = this.problem;
      const words = this.#errors.of(code, locale);
      return html`<p class="lab bad problem">${words?.meaning} ${words?.cure} <code>${code}</code></p>`;
    }
    if (!isInterrupted(call, connection)) return nothing;
    const attempt = connection.status === 'reconnecting' ? fill(text.tryNumber, { count: connection.attempt }) : '';
    return html`
      <div>
        <p class="strong">${fill(text.interrupted, { name: nameOrNumber(call) })}</p>
        <p class="lab muted">${text.stayHere} ${attempt}</p>
      </div>
    `;
  }

  get #command(): Call | undefined {
    const id = this.#call?.id;
    return id === undefined ? undefined : this.#dialer.dialer?.findCall(id);
  }

  readonly #mute = (): void => {
    const call = this.#call;
    if (call?.status === 'active') this.#command?.setMuted(!call.muted);
  };

  readonly #hold = (): void => {
    const call = this.#call;
    if (call?.status !== 'active') return;
    this.problem = undefined;
    this.#command?.setHeld(!call.held).catch(this.#failed(call.id));
  };

  readonly #toggleKeypad = (): void => {
    const call = this.#call;
    if (call?.status === 'active') this.keypadFor = this.#keypadOpen ? undefined : call.id;
  };

  #begin(what: 'toggle' | 'add'): void {
    const call = this.#call;
    this.problem = undefined;
    if (call) void this.#loadTransfers().then((transfers) => transfers[what](call));
  }

  readonly #transfer = (): void => this.#begin('toggle');
  readonly #add = (): void => this.#begin('add');

  readonly #tone = (key: string): void => {
    const id = this.#call?.id ?? '';
    this.problem = undefined;
    this.#flash.light(key);
    this.#command?.sendTones(key).catch(this.#failed(id));
    this.#dialer.announce(keyName(key, this.#dialer.text));
  };

  // Whoever talks now is put on hold by the dialer.
  readonly #swapTo = (id: string | undefined): void => {
    if (id)
      this.#dialer.dialer
        ?.findCall(id)
        ?.setHeld(false)
        .catch(this.#failed(this.#call?.id ?? id));
  };

  readonly #hangUp = (): void => this.#dialer.guard.press(() => this.#command?.hangUp());

  readonly #failed =
    (id: string) =>
    (error: unknown): void => {
      this.problem = { id, code: isDialerError(error) ? error.code : 'internal-error' };
      this.#dialer.announceError(this.problem.code);
    };

  readonly #focusDock = (): void => this.renderRoot.querySelector<HTMLElement>('.dock button')?.focus();
}
