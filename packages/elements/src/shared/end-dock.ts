import type { LiveCallState } from '@dialdeck/core';
import { html } from 'lit';
import type { Messages } from '../locales/en.js';
import { icon, phone } from './icons.js';

export interface EndDock {
  readonly text: Messages;
  readonly call: LiveCallState;
  readonly cap: unknown;
  readonly onEnd: () => void;
}

/** Cancel while it rings, End once it was answered: in the same place. */
export function endDock({ text, call, cap, onEnd }: EndDock) {
  const label = call.direction === 'incoming' || call.status === 'active' ? text.endCall : text.cancelCall;
  return html`
    <div class="dock" part="dock" role="group" aria-label=${text.actions}>
      <button class="btn stop" type="button" @click=${onEnd}>${icon(phone, 'end')}<span class="clip">${label}</span>${cap}</button>
    </div>
  `;
}
