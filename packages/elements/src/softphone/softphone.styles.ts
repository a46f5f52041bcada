import { css } from 'lit';

export const softphoneStyles = css`
  :host {
    inline-size: 360px; max-inline-size: 100%; block-size: 640px; max-block-size: 100%; display: flex; flex-direction: column; position: relative;
    border: 1px solid var(--_border); border-radius: var(--_radius-xl); overflow: hidden;
    box-shadow: 0 1px 2px light-dark(rgb(16 24 40 / 0.06), rgb(0 0 0 / 0.4)), 0 6px 20px light-dark(rgb(16 24 40 / 0.08), rgb(0 0 0 / 0.4));
  }
  :host([compact]) { block-size: auto; inline-size: 320px; border-radius: var(--_radius-lg); }
  .top { min-block-size: 44px; display: flex; align-items: center; gap: 8px; padding-inline: var(--_pad) 8px; flex: none; font-weight: 500; }
  .top .end { margin-inline-start: auto; display: flex; align-items: center; gap: 4px; }
  .dot { inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--_neutral); flex: none; }
  .dot.ok { background: var(--_success); }
  .dot.acc { background: var(--_accent); }
  .dot.warn { background: var(--_warning); }
  .dot.bad { background: var(--_danger); }
  .net { display: flex; align-items: center; gap: 4px; }
  .main { flex: 1; min-block-size: 0; display: flex; flex-direction: column; }
  .main > * { flex: 1; min-block-size: 0; border: 0; border-radius: 0; }
  .main[inert] { opacity: 0.45; }
  .over { position: absolute; inset-block: 44px 48px; inset-inline: 0; z-index: 1; }
  nav { flex: none; min-block-size: 48px; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; border-block-start: 1px solid var(--_border); background: var(--_surface); }
  nav button {
    display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1px; position: relative;
    font-size: 11px; line-height: 1.3; color: var(--_text-muted); outline-offset: -2px;
  }
  nav button:hover { background: var(--_surface-hover); }
  nav [aria-current] { color: var(--_accent-text); font-weight: 600; }
  nav [aria-current]::before { content: ''; position: absolute; inset-block-start: -1px; inset-inline: 20px; block-size: 2px; background: currentColor; }
  .bar { display: flex; align-items: center; gap: 2px; min-block-size: 42px; padding-inline: 10px 5px; background: var(--_soft, var(--_surface)); }
  .bar .who { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 8px; padding-inline-end: 6px; font-weight: 600; }
  .bar .who .i, .bar .dot { color: var(--_fg, inherit); }
  .bar .num { font-weight: 600; padding-inline: 4px 6px; }
  .bar[data-s='active'] { --_soft: var(--_success-soft); --_fg: var(--_success-text); }
  .bar:is([data-s='held'], [data-s='reconnecting']) { --_soft: var(--_warning-soft); --_fg: var(--_warning-text); }
  .bar:is([data-s='dialing'], [data-s='ringing'], [data-s='incoming']) { --_soft: var(--_accent-soft); --_fg: var(--_accent-text); }
  .bar[data-s='error'] { --_soft: var(--_danger-soft); --_fg: var(--_danger-text); }
  .bar .ib { color: var(--_text); }
  .bar .ib:disabled { color: var(--_text-disabled); }
  .bar .ib[aria-pressed='true'] { background: var(--_surface-selected); color: var(--_accent-text); border-color: currentColor; }
  .bar .ib:is(.stop, .go) { inline-size: 40px; margin-inline-start: 4px; }
  .bar .ib.stop { background: var(--_danger); color: var(--_on-danger); }
  .bar .ib.go { background: var(--_success); color: var(--_on-success); }
  .bar .ib.decline { color: var(--_danger-text); }
`;
