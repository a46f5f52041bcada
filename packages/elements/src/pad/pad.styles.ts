import { css } from 'lit';

export const padStyles = css`
  .entry { display: flex; align-items: center; gap: 4px; grid-column: 1 / -1; min-inline-size: 0; }
  .entry input {
    flex: 1; min-inline-size: 0; border: 0; background: none; padding: 0; direction: ltr; text-align: start; border-radius: 4px;
    font-size: calc(var(--_font-base) * 1.714); line-height: 1.34; font-weight: 500; outline-offset: 0;
  }
  .entry:dir(rtl) input { text-align: end; }
  .entry input::placeholder { font-weight: 400; }
  .sub { grid-column: 1 / -1; min-block-size: 20px; }
  .sub.bad { color: var(--_danger-text); }
  .steps { counter-reset: s; display: grid; gap: 10px; }
  .steps li { counter-increment: s; display: grid; grid-template-columns: 22px 1fr; gap: 8px; }
  .steps li::before {
    content: counter(s); inline-size: 22px; block-size: 22px; border-radius: 50%; border: 1px solid var(--_border-control);
    display: grid; place-items: center; font-size: 12px; font-weight: 600; color: var(--_text-muted);
  }
  .code { margin-block-start: auto; font-size: var(--_caption); color: var(--_text-muted); }
  code { font: inherit; user-select: all; direction: ltr; unicode-bidi: isolate; }
`;
