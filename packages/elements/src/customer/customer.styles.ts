import { css } from 'lit';

export const customerStyles = css`
  :host { border: 1px solid var(--_border); border-radius: var(--_radius-xl); overflow: hidden; }
  .head { display: flex; align-items: center; gap: 8px; min-block-size: 44px; padding-inline: var(--_pad) 8px; }
  h2 { font-weight: 600; flex: 1; }
  .open {
    display: inline-flex; align-items: center; gap: 6px; min-block-size: 28px; padding-inline: 8px;
    border-radius: var(--_radius-md); text-decoration: none; font-size: var(--_label);
  }
  .open:hover { background: var(--_surface-hover); }
  .who { display: flex; align-items: center; gap: 12px; padding: 4px var(--_pad) 12px; }
  .avatar {
    display: grid; place-items: center; inline-size: 40px; block-size: 40px; flex: none; border-radius: var(--_radius-lg);
    background: var(--_surface-hover); color: var(--_text-muted); font-size: var(--_label); font-weight: 600;
  }
  h3 { font-size: var(--_title); font-weight: 600; }
  .part { padding: 12px var(--_pad); border-block-start: 1px solid var(--_border); min-inline-size: 0; }
  .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 12px; font-size: var(--_label); align-items: center; }
  .facts dt { color: var(--_text-muted); }
  .facts dd { overflow-wrap: anywhere; }
  .facts dd.number { display: flex; flex-wrap: wrap; align-items: center; gap: 0 4px; }
  .facts .ib { inline-size: 28px; block-size: 28px; margin-block: -2px; color: var(--_success-text); }
  .facts .ib:disabled { color: var(--_text-disabled); }
  .banner { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 2px 10px; padding: 10px var(--_pad); background: var(--_danger-soft); }
  .banner .i, .banner strong { color: var(--_danger-text); }
  .banner p { grid-column: 2; font-size: var(--_label); }
  .subhead { margin: 0 0 8px; color: var(--_text-muted); font-size: var(--_caption); font-weight: 600; }
  .timeline li { display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; column-gap: 10px; padding-block-end: 12px; position: relative; }
  .timeline li:last-child { padding-block-end: 0; }
  .timeline li:not(:last-child)::before {
    content: ''; position: absolute; inset-inline-start: 9.5px; inset-block: 24px 4px; inline-size: 1px; background: var(--_border);
  }
  .timeline .mark { color: var(--_text-muted); }
  .timeline .mark.bad { color: var(--_danger-text); }
  .timeline :is(time, .text) { color: var(--_text-muted); font-size: var(--_label); }
  .timeline .text { grid-column: 2 / -1; overflow-wrap: anywhere; }
  .notes { align-items: start; }
  .notes .i { margin-block-start: 10px; }
  .notes textarea { resize: none; min-block-size: 56px; padding-block: 8px; field-sizing: content; max-block-size: 176px; }
  .message { padding: 4px var(--_pad) 16px; color: var(--_text-muted); }
  .choices { border-block-start: 1px solid var(--_border); }
  .choices label { display: grid; grid-template-columns: 20px minmax(0, 1fr); column-gap: 12px; align-items: center; min-block-size: var(--_row); padding: 6px var(--_pad); cursor: pointer; }
  .choices label + label { border-block-start: 1px solid var(--_border); }
  .choices label:hover { background: var(--_surface-hover); }
  .choices label:has(:checked) { background: var(--_surface-selected); }
  .choices label:has(:focus-visible) { outline: 2px solid var(--_focus); outline-offset: -2px; }
  .choices input { inline-size: 16px; block-size: 16px; accent-color: var(--_accent); outline: 0; }
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; }
  legend { padding: 0 var(--_pad) 8px; font-weight: 600; }
  legend .lab { display: block; font-weight: 400; }
  .use { display: flex; justify-content: flex-end; padding: 12px var(--_pad); border-block-start: 1px solid var(--_border); }
  @container (min-width: 520px) {
    .two { display: grid; grid-template-columns: 1fr 1fr; border-block-start: 1px solid var(--_border); }
    .two > .part { border-block-start: 0; }
    .two > .part + .part { border-inline-start: 1px solid var(--_border); }
  }
`;
