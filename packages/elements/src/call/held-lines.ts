import type { LiveCallState } from '@dialdeck/core';
import { html, nothing } from 'lit';
import { fill, type Messages } from '../locales/en.js';
import { clock, nameOrNumber } from '../shared/format.js';
import { icon, pause, swap } from '../shared/icons.js';

export interface HeldLines {
  readonly text: Messages;
  readonly cap: unknown;
  readonly calls: readonly LiveCallState[];
  /** Whether all are shown rather than the newest. */
  readonly all: boolean;
  readonly onSwap: (id: string) => void;
  readonly onAll: () => void;
}

/** The calls on hold: the newest, the rest behind a button. */
export function heldLines({ text, cap, calls, all, onSwap, onAll }: HeldLines) {
  const more = calls.length - 1;
  return (all ? calls : calls.slice(0, 1)).map((call, i) => {
    const name = nameOrNumber(call);
    const heldAt = call.status === 'active' && call.heldAt ? call.heldAt : call.startedAt;
    return html`
      <div class="line2" part="line">
        <span class="warn">${icon(pause, 's')}</span>
        <span class="grow clip" title=${name}><b class="strong"><bdi>${name}</bdi></b> <span class="muted">${text.held}</span></span>
        ${
          i === 0 && more > 0
            ? html`<button class="btn sm" type="button" aria-expanded=${all ? 'true' : 'false'} @click=${onAll}>${fill(text.moreHeld, { count: more })}</button>`
            : nothing
        }
        <b class="num strong">${clock(Date.now() - heldAt)}</b>
        <button class="btn sm out" type="button" @click=${() => onSwap(call.id)}>
          ${icon(swap, 's')}${text.swap}<span class="vh"> ${name}</span>${i === 0 ? cap : nothing}
        </button>
      </div>
    `;
  });
}
