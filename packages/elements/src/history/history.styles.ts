import { css } from 'lit';

export const historyStyles = css`
  :host {
    border: 1px solid var(--_border); border-radius: var(--_radius-xl); overflow: hidden;
    display: flex; flex-direction: column; min-block-size: 0;
  }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px var(--_pad); flex: none; }
  h2 { font-weight: 600; }
  .field { flex: 1 1 200px; min-inline-size: 0; }
  input::-webkit-search-cancel-button { display: none; }
  .scroll { overflow-y: auto; min-block-size: 0; }
  .cols { display: none; }
  .row {
    display: grid; grid-template-columns: 20px minmax(0, 1fr) auto auto; grid-template-areas: 'icon name time call' 'icon sub length call';
    column-gap: 12px; align-content: center; min-block-size: var(--_row); padding: 6px 8px 6px var(--_pad);
    padding-inline: var(--_pad) 8px; border-block-start: 1px solid var(--_border);
  }
  .row:hover { background: var(--_surface-hover); }
  .row > .i, .row > .mark { grid-area: icon; align-self: center; color: var(--_text-muted); }
  .row > .mark.bad { color: var(--_danger-text); }
  .name { grid-area: name; }
  .sub { grid-area: sub; display: flex; gap: 4px; min-inline-size: 0; color: var(--_text-muted); font-size: var(--_label); }
  .sub .result { flex: 0 1 auto; }
  .sub .num { flex: none; }
  .sub .dot::before { content: '· '; }
  .time { grid-area: time; }
  .length { grid-area: length; }
  .time, .length { text-align: end; font-size: var(--_label); }
  .time { color: var(--_text-muted); }
  button.length { display: inline-flex; align-items: center; justify-content: end; gap: 2px; min-block-size: 24px; color: var(--_accent-text); }
  .player { grid-column: 1 / -1; inline-size: 100%; block-size: 40px; margin-block-start: 4px; }
  .call { grid-area: call; align-self: center; }
  .call:not([aria-disabled='true']) { color: var(--_success-text); }
  .message { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 4px 12px; padding: 16px var(--_pad); border-block-start: 1px solid var(--_border); }
  .message > .btn { grid-column: 2; justify-self: start; }
  .message > p { grid-column: 2; }
  .more { display: grid; padding: 8px; border-block-start: 1px solid var(--_border); }
  .skeleton { display: grid; gap: 12px; padding: 16px var(--_pad); border-block-start: 1px solid var(--_border); animation: appear 1ms 200ms backwards; }
  .skeleton span { block-size: 12px; border-radius: 4px; background: var(--_surface-hover); }
  .skeleton span:nth-child(even) { inline-size: 60%; }
  .skeleton p { color: var(--_text-muted); animation: appear 1ms 5s backwards; }
  @keyframes appear { from { opacity: 0; } }
  @container (min-width: 520px) {
    .cols, .row {
      display: grid; align-items: center; column-gap: 12px; min-block-size: 36px; padding-block: 2px;
      grid-template-columns: 20px minmax(0, 1.4fr) minmax(0, 1fr) 96px 56px 32px; grid-template-areas: 'icon name result time length call';
    }
    .row { font-size: var(--_label); }
    .cols {
      padding-inline: var(--_pad) 8px; background: var(--_surface-sunken); color: var(--_text-muted);
      font-size: var(--_caption); border-block-start: 1px solid var(--_border);
    }
    .cols > :nth-child(n + 4) { text-align: end; }
    .sub { display: contents; }
    .sub .result { grid-area: result; }
    .sub .num, .sub .dot, .cols .number { display: none; }
  }
  @container (min-width: 680px) {
    .cols, .row {
      grid-template-columns: 20px minmax(0, 1.4fr) 140px minmax(0, 1fr) 110px 64px 32px;
      grid-template-areas: 'icon name number result time length call';
    }
    .sub .num, .cols .number { display: inline; grid-area: number; }
    .cols > :nth-child(4) { text-align: start; }
  }
`;
