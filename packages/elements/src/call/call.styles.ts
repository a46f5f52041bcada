import { css } from 'lit';

export const callStyles = css`
  .line2 {
    display: flex; align-items: center; gap: 8px; flex: none; min-block-size: 44px; padding-block: 6px; padding-inline: var(--_pad) 8px;
    background: var(--_warning-soft); border-block-end: 1px solid var(--_border); font-size: var(--_label);
  }
  .controls { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; margin-block-start: auto; flex: none; }
  .controls button {
    position: relative; min-block-size: 56px; padding: 8px 4px 6px; border-radius: var(--_radius-lg); border-color: var(--_border);
    display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 3px; text-align: center;
    font-size: var(--_label); line-height: 1.25; overflow-wrap: anywhere;
  }
  .controls button:hover { background: var(--_surface-hover); }
  .controls button[aria-pressed='true'] {
    background: var(--_surface-selected); color: var(--_accent-text); border-color: currentColor; font-weight: 600;
  }
  .controls .hold[aria-pressed='true'] { background: var(--_warning-soft); color: var(--_warning-text); border-color: var(--_warning); }
  .controls button:disabled { background: none; border-color: transparent; }
  .controls .key { position: absolute; inset-block-start: 3px; inset-inline-end: 3px; border-color: transparent; color: var(--_text-muted); }
  .brief { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; column-gap: 12px; align-items: center; }
  .ava {
    inline-size: 40px; block-size: 40px; border-radius: var(--_radius-lg); display: grid; place-items: center; font-weight: 600;
    background: var(--_surface-hover); color: var(--_text-muted); font-size: var(--_label);
  }
  .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 12px; font-size: var(--_label); }
  .facts dt { color: var(--_text-muted); }
  .facts dd { overflow-wrap: anywhere; }
  .keys { flex: none; grid-auto-rows: 44px; }
  ::slotted([slot='body']) { flex: 1; min-block-size: 0; overflow: auto; border: 0; border-radius: 0; }
  code { font: inherit; user-select: all; direction: ltr; unicode-bidi: isolate; }
  @media (forced-colors: active) { .controls button:disabled { border-color: GrayText; } }
`;
