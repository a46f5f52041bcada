import { css, html, type TemplateResult } from 'lit';
import type { Messages } from '../locales/en.js';

/** How long a press on 0 is a plus, milliseconds. */
export const longPressMs = 500;

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const letters = ['', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ', '', '+', ''];

/** The word for a key, for ears. */
export function keyName(key: string, text: Messages): string {
  if (key === '*') return text.keyStar;
  if (key === '#') return text.keyHash;
  return key === '+' ? text.plus : key;
}

/** Whether a keyboard key stands for a key of the pad. */
export const isPadKey = (key: string, plus = true): boolean => /^[\d*#]$/.test(key) || (plus && key === '+');

export interface Keys {
  readonly text: Messages;
  /** The key that was pressed on the keyboard a moment ago. */
  readonly lit?: string | undefined;
  /** Names the group. */
  readonly label: string;
  readonly disabled?: boolean | undefined;
  readonly onPress: (key: string) => void;
  /** Holds 0 down for a plus; without it, 0 is only 0. */
  readonly hold?: HoldPress | undefined;
}

/** The twelve keys. Always left to right, as on every telephone. */
export function keys({ text, lit, label, disabled = false, onPress, hold }: Keys): TemplateResult {
  return html`
    <div class="keys" part="keys" role="group" aria-label=${label} dir="ltr">
      ${rows.map((key, i) => {
        const held = key === '0' ? hold : undefined;
        return html`
          <button
            type="button"
            part="key"
            class=${key === lit ? 'hit' : ''}
            data-key=${key}
            aria-label=${held ? text.keyZero : keyName(key, text)}
            ?disabled=${disabled}
            @click=${() => (held ? held.click() : onPress(key))}
            @pointerdown=${held?.down}
            @pointerup=${held?.up}
            @pointerleave=${held?.up}
            @pointercancel=${held?.up}
            @contextmenu=${held?.swallow}
            @keydown=${held?.keyDown}
            @keyup=${held?.keyUp}
            @blur=${held?.up}
          >
            <b>${key === '*' ? '∗' : key}</b><span data-letters=${letters[i] ?? ''}></span>
          </button>
        `;
      })}
    </div>
  `;
}

/** A key that is one thing when pressed and another when held, by pointer, Space and Enter alike. */
export class HoldPress {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasLong = false;
  #enterDown = false;

  constructor(
    private readonly short: () => void,
    private readonly long: () => void,
  ) {}

  readonly down = (event?: Event): void => {
    if (event instanceof PointerEvent && event.button !== 0) return;
    this.up();
    this.#wasLong = false;
    this.#timer = setTimeout(() => {
      this.#wasLong = true;
      this.long();
    }, longPressMs);
  };

  readonly up = (): void => clearTimeout(this.#timer);

  /** The browser's click follows a long press too; that one does not count. */
  readonly click = (): void => {
    if (!this.#wasLong) this.short();
    this.#wasLong = false;
  };

  readonly keyDown = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    // Enter would click at once, before it is known how long it is held.
    if (event.key === 'Enter') event.preventDefault();
    if (event.repeat) return;
    this.#enterDown = event.key === 'Enter';
    this.down();
  };

  readonly keyUp = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    this.up();
    if (event.key === 'Enter' && this.#enterDown) this.click();
    this.#enterDown = false;
  };

  readonly swallow = (event: Event): void => event.preventDefault();
}

export const keysStyles = css`
  .keys { display: grid; grid-template-columns: repeat(3, 1fr); grid-auto-rows: minmax(var(--_key), 1fr); flex: 1; max-block-size: 320px; gap: 8px; }
  .keys button {
    border-radius: var(--_radius-lg); background: var(--_surface-sunken); border-color: var(--_border); display: flex;
    flex-direction: column; align-items: center; justify-content: center; transition: background-color 120ms;
    user-select: none; -webkit-touch-callout: none;
  }
  .keys button:hover { background: var(--_surface-hover); }
  .keys :is(button:active, .hit) { background: var(--_surface-pressed); }
  .keys b { font-size: calc(var(--_font-base) * 1.429); line-height: 1.2; font-weight: 500; }
  .keys span { font-size: 11px; line-height: 12px; color: var(--_text-muted); letter-spacing: 0.06em; min-block-size: 12px; }
  .keys span::after { content: attr(data-letters) / ''; }
  .keys :disabled span { color: inherit; }
  @media (forced-colors: active) { .keys .hit { border-color: Highlight; } }
`;
