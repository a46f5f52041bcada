import { css } from 'lit';

export const devicesStyles = css`
  :host { padding: 12px var(--_pad); overflow: auto; }
  .all { display: flex; flex-direction: column; gap: 16px; }
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: flex; flex-direction: column; gap: 6px; }
  legend { padding: 0; margin-block-end: 6px; font-weight: 600; font-size: var(--_label); }
  .field select {
    flex: 1; min-inline-size: 0; border: 0; outline: 0; background: var(--_surface); color: var(--_text); font: inherit; padding: 0;
    min-block-size: calc(var(--_control) - 2px); text-overflow: ellipsis;
  }
  .row { display: flex; align-items: center; gap: 8px; min-block-size: 32px; }
  .row input[type='range'] { flex: 1; min-inline-size: 0; accent-color: var(--_accent); margin: 0; }
  meter { flex: 1; min-inline-size: 0; block-size: 8px; border: 0; border-radius: 4px; background: var(--_neutral-soft); appearance: none; overflow: hidden; }
  meter::-webkit-meter-bar { block-size: 8px; border: 0; border-radius: 4px; background: var(--_neutral-soft); }
  meter::-webkit-meter-optimum-value { background: var(--_success); border-radius: 4px; }
  meter::-moz-meter-bar { background: var(--_success); border-radius: 4px; }
  .silence { display: flex; align-items: center; gap: 8px; font-size: var(--_label); min-block-size: 28px; cursor: pointer; }
  .silence input { accent-color: var(--_accent); margin: 0; inline-size: 16px; block-size: 16px; }
  .btn { min-inline-size: 64px; }
  .said { display: flex; gap: 6px; font-size: var(--_label); }
  .warn { display: flex; gap: 6px; align-items: flex-start; font-size: var(--_label); }
  @media (forced-colors: active) {
    meter { border: 1px solid CanvasText; }
    meter::-webkit-meter-optimum-value { background: Highlight; forced-color-adjust: none; }
  }
`;
