import type { ActiveCallState, DialerState, LiveCallState } from '@dialdeck/core';
import { html } from 'lit';
import type { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { nameOrNumber } from '../shared/format.js';
import { icon, phone } from '../shared/icons.js';
import type { TransferView } from './transfer-controller.js';
import type { TransferText } from './transfer-text.js';

/** The other call of the same conference. */
export const partnerOf = (call: LiveCallState, calls: readonly LiveCallState[]): ActiveCallState | undefined =>
  answered(calls).find(({ id }) => call.status === 'active' && id === call.mergedWith);

/** The newest other call that could be joined with this one; the one that is asked about it goes first. */
export function otherOf(call: LiveCallState, calls: readonly LiveCallState[]): ActiveCallState | undefined {
  const others = answered(calls).filter(({ id, mergedWith }) => id !== call.id && mergedWith === undefined);
  const asked = others.find(({ id, consultFor }) => consultFor === call.id || id === call.consultFor);
  return call.status === 'active' ? (asked ?? others.at(-1)) : undefined;
}

const answered = (calls: readonly LiveCallState[]) => calls.filter((call) => call.status === 'active');

export interface ConferenceViewOptions {
  readonly call: LiveCallState;
  readonly partner: ActiveCallState;
  readonly text: TransferText;
  readonly dialer: DialerController<DialerState>;
  readonly onEnd: () => void;
}

/** What a conference puts in the place of the call's own parts: who is in it, each with a way out. */
export function conferenceView({ call, partner, text, dialer, onEnd }: ConferenceViewOptions): TransferView & {
  readonly words: string;
} {
  const names = { name: nameOrNumber(call), other: nameOrNumber(partner) };
  const words = fill(partner.held ? text.waiting : text.together, names);
  const drop = (one: LiveCallState) => html`
    <button
      class="btn sm out" part="drop" type="button"
      @click=${() => dialer.guard.press(() => dialer.dialer?.findCall(one.id)?.hangUp())}
    ><span class="clip">${fill(text.drop, { name: nameOrNumber(one) })}</span></button>
  `;
  return {
    name: 'conference',
    words,
    notice: html`<p class="lab muted">${words}</p><div class="both">${drop(call)} ${drop(partner)}</div>`,
    dock: html`
      <div class="dock" part="dock" role="group" aria-label=${dialer.text.actions}>
        <button class="btn stop" part="end-both" type="button" @click=${onEnd}>
          ${icon(phone, 'end')}<span class="clip">${text.endBoth}</span>${dialer.keyCap('end')}
        </button>
      </div>
    `,
  };
}
