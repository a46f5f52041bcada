import { css } from 'lit';
import { tokens } from './tokens.js';

/** What every element starts from: tokens, type, buttons, icons, fields. */
export const baseStyles = css`
  :host {
    ${tokens}
    --_caption: calc(var(--_font-base) * 0.857);
    --_label: calc(var(--_font-base) * 0.929);
    --_title: calc(var(--_font-base) * 1.214);
    --_lh: 1.4;
    color-scheme: var(--_scheme, light dark);
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    background: var(--_surface);
    font: 400 var(--_font-base) / var(--_lh) var(--_font);
    font-variant-numeric: tabular-nums;
    text-align: start;
    container-type: inline-size;
  }
  :host(:lang(zh)), :host(:lang(ja)), :host(:lang(ko)) { --_lh: 1.55; --_caption: var(--_label); }
  :host(:lang(ar)), :host(:lang(fa)) { --_lh: 1.7; --_caption: var(--_label); }
  :host([hidden]), [hidden] { display: none !important; }
  *, ::before, ::after { box-sizing: border-box; }
  h2, h3, p, ul, ol, dl, dd, dt { margin: 0; padding: 0; font: inherit; }
  ul, ol { list-style: none; }
  button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
  button {
    border: 1px solid transparent; background: none; padding: 0; text-align: start; cursor: pointer;
    touch-action: manipulation; -webkit-tap-highlight-color: transparent;
  }
  button:disabled, [aria-disabled='true'] { color: var(--_text-disabled); cursor: not-allowed; }
  a { color: var(--_accent-text); text-underline-offset: 2px; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .i {
    inline-size: 20px; block-size: 20px; flex: none; display: block;
    fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round;
  }
  .i.s { inline-size: 16px; block-size: 16px; stroke-width: 1.75; }
  .i.dots { stroke-width: 2.25; }
  .i.end { transform: translateY(3px) rotate(135deg); }
  .i.dir:dir(rtl) { transform: scaleX(-1); }
  .i.pulse { animation: pulse 1.6s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: 0.35; } }
  .num { direction: ltr; unicode-bidi: isolate; white-space: nowrap; }
  .muted { color: var(--_text-muted); }
  .cap { font-size: var(--_caption); }
  .lab { font-size: var(--_label); }
  .strong { font-weight: 600; }
  .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
  .grow { flex: 1; min-inline-size: 0; }
  .ok { color: var(--_success-text); }
  .bad { color: var(--_danger-text); }
  .warn { color: var(--_warning-text); }
  .vh { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .btn {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px;
    min-block-size: var(--_control); padding-inline: 12px; border-radius: var(--_radius-md);
    font-weight: 500; white-space: nowrap; transition: background-color 120ms cubic-bezier(0.2, 0, 0, 1);
  }
  .btn.out { border-color: var(--_border-control); background: var(--_surface); }
  .btn.out.bad { border-color: currentColor; }
  .btn:hover, .ib:hover { background: var(--_surface-hover); }
  .btn.go { background: var(--_success); color: var(--_on-success); }
  .btn.go:hover { background: var(--_success-hover); }
  .btn.stop { background: var(--_danger); color: var(--_on-danger); }
  .btn.stop:hover { background: var(--_danger-hover); }
  .btn.pri { background: var(--_accent); color: var(--_on-accent); }
  .btn.pri:hover { background: var(--_accent-hover); }
  .btn.sm { min-block-size: 28px; padding-inline: 10px; font-size: var(--_label); }
  .btn:is(.go, .stop, .pri):disabled { background: var(--_surface-hover); color: var(--_text-disabled); }
  .ib {
    display: inline-grid; place-items: center; inline-size: 32px; block-size: 32px; flex: none;
    border-radius: var(--_radius-md); color: var(--_text-muted);
  }
  .ib:hover { color: var(--_text); }
  .field {
    display: flex; align-items: center; gap: 8px; min-block-size: var(--_control); padding-inline: 10px;
    border: 1px solid var(--_border-control); border-radius: var(--_radius-md); background: var(--_surface);
    color: var(--_text-muted);
  }
  .field:focus-within { outline: 2px solid var(--_focus); outline-offset: 1px; }
  .field :is(input, textarea) {
    flex: 1; min-inline-size: 0; border: 0; outline: 0; background: none; color: var(--_text); padding: 0;
  }
  ::placeholder { color: var(--_text-muted); opacity: 1; }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    :is([aria-pressed='true'], [aria-checked='true'], [aria-current], [aria-selected='true']) {
      forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight;
    }
    button:disabled { color: GrayText; border-color: GrayText; }
  }
`;
