import { css } from 'lit';

export const recordStyles = css`
  .rec { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; flex: none; font-size: var(--_label); }
  .rec .i.on { fill: currentColor; color: var(--_danger-text); }
  .rec select {
    flex: 1 1 96px; min-inline-size: 0; min-block-size: var(--_control); padding-inline: 8px; font: inherit; color: inherit;
    background: var(--_surface); border: 1px solid var(--_border-control); border-radius: var(--_radius-md);
  }
  .controls .record[aria-pressed='true'] .i { fill: currentColor; }
`;
