import { css } from 'lit';

export const qualityStyles = css`
  :host { padding: 8px var(--_pad); }
  .head { display: inline-flex; align-items: center; gap: 6px; }
  dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 12px; padding-block: 8px; font-size: var(--_label); }
  dt { color: var(--_text-muted); }
  dd { text-align: end; }
`;
