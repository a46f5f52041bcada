import { html, nothing } from 'lit';
import type { Messages } from '../locales/en.js';
import { back, icon } from '../shared/icons.js';

export interface Entry {
  readonly text: Messages;
  readonly value: string;
  /** During a call: shows the tones that were sent. */
  readonly inCall: boolean;
  /** The line below: trouble, or whom the tones go to. */
  readonly hint: unknown;
  readonly onInput: (event: InputEvent & { target: HTMLInputElement }) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onErase: () => void;
}

/** The number field, left to right in every language. */
export function entry({ text, value, inCall, hint, onInput, onKey, onErase }: Entry) {
  const erase = html`
    <button class="ib" type="button" part="erase" aria-label=${text.erase} title=${text.erase} @click=${onErase}>${icon(back)}</button>
  `;
  return html`
    <section class="stage" part="stage" data-s=${inCall ? 'active' : 'idle'} aria-label=${text.stage}>
      <div class="entry">
        <input
          part="field" type="text" inputmode="tel" .enterKeyHint=${'go'} dir="ltr" maxlength="64"
          autocomplete="off" autocapitalize="off" spellcheck="false"
          aria-label=${text.numberField} placeholder=${text.numberField} .value=${value} ?readonly=${inCall}
          @input=${onInput} @keydown=${onKey}
        />
        ${value && !inCall ? erase : nothing}
      </div>
      ${hint}
    </section>
  `;
}
