import { css } from 'lit';

export const incomingStyles = css`
  :host { background: none; }
  .card {
    margin: 8px; background: var(--_surface-raised); border: 1px solid var(--_border); border-radius: var(--_radius-lg); overflow: hidden;
    box-shadow: 0 2px 4px light-dark(rgb(16 24 40 / 0.08), rgb(0 0 0 / 0.5)), 0 12px 32px light-dark(rgb(16 24 40 / 0.18), rgb(0 0 0 / 0.6));
    animation: arrive 180ms cubic-bezier(0.2, 0, 0, 1);
  }
  [role='alertdialog'] { display: flex; flex-direction: column; flex: 1; outline: none; }
  @keyframes arrive { from { opacity: 0; transform: translateY(-8px); } }
  .stage { border-block-start: 0; }
  .more { padding: 10px 16px 12px; }
  .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 12px; font-size: var(--_label); }
  .facts dt { color: var(--_text-muted); }
  .facts dd { overflow-wrap: anywhere; }
  .dock { margin-block-start: auto; background: var(--_surface); }
`;
