import { css } from 'lit';

/** Stage, body and dock: the three parts that stay where they are in every state. */
export const frameStyles = css`
  :host { display: flex; flex-direction: column; contain-intrinsic-inline-size: 320px; min-inline-size: 0; }
  .stage {
    min-block-size: 96px; flex: none; display: grid; grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: minmax(24px, auto) auto auto; column-gap: 12px; align-content: center;
    padding: 10px var(--_pad); background: var(--_soft, var(--_neutral-soft));
    border-block: 1px solid var(--_border); transition: background-color 120ms;
  }
  .stage[data-s='dialing'], .stage[data-s='ringing'], .stage[data-s='incoming'] { --_soft: var(--_accent-soft); --_fg: var(--_accent-text); }
  .stage[data-s='active'] { --_soft: var(--_success-soft); --_fg: var(--_success-text); }
  .stage:is([data-s='held'], [data-s='reconnecting']) { --_soft: var(--_warning-soft); --_fg: var(--_warning-text); }
  .stage[data-s='error'] { --_soft: var(--_danger-soft); --_fg: var(--_danger-text); }
  .st { display: flex; align-items: center; gap: 6px; color: var(--_fg, var(--_text-muted)); font-size: var(--_label); font-weight: 600; min-inline-size: 0; }
  .stage[data-s='error'] { grid-template-columns: minmax(0, 1fr); }
  .stage[data-s='error'] > :empty { display: none; }
  .stage[data-s='error'] .name { white-space: normal; }
  .name { font-size: var(--_title); font-weight: 600; }
  .clock { font-size: calc(var(--_font-base) * 1.429); line-height: 1.2; font-weight: 600; text-align: end; }
  .sub { display: flex; gap: 6px; align-items: center; color: var(--_text-muted); font-size: var(--_label); min-inline-size: 0; }
  .sub.warn { color: var(--_warning-text); align-items: flex-start; }
  .side { display: flex; align-items: center; justify-content: flex-end; gap: 6px; font-size: var(--_caption); color: var(--_text-muted); }
  .wide { grid-column: 1 / -1; }
  .body { flex: 1; min-block-size: 0; overflow: auto; padding: 12px var(--_pad); display: flex; flex-direction: column; gap: var(--_gap); }
  .dock { flex: none; display: flex; gap: 8px; padding: 12px var(--_pad); border-block-start: 1px solid var(--_border); }
  .dock .btn { flex: 1 0 auto; min-block-size: var(--_action); font-weight: 600; }
  .dock .btn.out { flex: 0 1 auto; min-inline-size: 72px; overflow: hidden; }
  .notes { flex: 1 0 56px; max-block-size: 176px; align-items: stretch; }
  .notes .i { margin-block-start: 10px; }
  .notes textarea { resize: none; padding-block: 8px; }
  .key {
    font: 500 11px / 16px var(--_font); min-inline-size: 16px; padding-inline: 4px; text-align: center; border-radius: 4px;
    border: 1px solid color-mix(in srgb, currentColor 55%, transparent); flex: none; direction: ltr; unicode-bidi: isolate;
  }
  @container (max-width: 339px) {
    .key { display: none; }
    .stage, .body, .dock { padding-inline: 12px; }
  }
`;
