import { html, nothing, type TemplateResult } from 'lit';
import type { StageKind } from './call-view.js';
import { icon } from './icons.js';

export interface Stage {
  readonly kind: StageKind;
  readonly icon: string;
  /** The state in one word or two. */
  readonly word: string;
  /** Who. Cut with an ellipsis when it is long; whole in the title. */
  readonly name: string;
  /** Names the region. */
  readonly label: string;
  /** Such as `4:12`. Never announced. */
  readonly clock?: string | undefined;
  readonly sub?: unknown;
  /** Below the clock. */
  readonly side?: unknown;
  /** Above the clock. */
  readonly corner?: unknown;
}

/** Who, state, clock: the part that is in the same place in every state. Needs `frameStyles`. */
export function stage({ kind, icon: path, word, name, label, clock, sub, side, corner }: Stage): TemplateResult {
  const look = `s${kind === 'ringing' || kind === 'incoming' ? ' pulse' : ''}`;
  return html`
    <section class="stage" part="stage" data-s=${kind} aria-label=${label}>
      <div class="st">${icon(path, look)}<span class="clip">${word}</span></div>
      <div class="side">${corner ?? nothing}</div>
      <div class="name clip" title=${name}><bdi>${name}</bdi></div>
      ${
        clock === undefined
          ? html`<div></div>`
          : html`<div class="clock num" role="timer" aria-live="off">${clock}</div>`
      }
      <div class="sub">${sub ?? nothing}</div>
      <div class="side">${side ?? nothing}</div>
    </section>
  `;
}
