import { css } from 'lit';

export const wrapUpStyles = css`
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 6px; flex: none; }
  .res {
    display: flex; align-items: center; gap: 8px; min-block-size: 36px; padding: 4px 10px; border: 1px solid var(--_border-control);
    border-radius: var(--_radius-md); font-weight: 500; font-size: var(--_label); cursor: pointer; overflow-wrap: anywhere; position: relative;
  }
  .res:hover { background: var(--_surface-hover); }
  .res input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  .res:has(:checked) { background: var(--_surface-selected); border-color: var(--_accent-text); color: var(--_accent-text); box-shadow: inset 0 0 0 0.5px; }
  .res:has(:focus-visible) { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .res .i { margin-inline-start: auto; }
  .res.bad:has(:checked) { color: var(--_danger-text); border-color: currentColor; background: var(--_danger-soft); }
  .callback { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; font-size: var(--_label); }
  .callback .field { flex: 1; }
  .body { gap: 10px; }
  code { font: inherit; user-select: all; direction: ltr; unicode-bidi: isolate; }
  ::slotted([slot='body']) { flex: 1; min-block-size: 0; overflow: auto; border: 0; border-radius: 0; }
  @media (forced-colors: active) {
    .res:has(:checked) { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  }
`;
