import { css } from 'lit';

export const transferStyles = css`
  .send { display: flex; flex-direction: column; gap: 8px; }
  .send input { flex: 1; min-inline-size: 0; border: 0; outline: 0; background: none; min-block-size: var(--_control); }
  [part='people'] { margin: 0; padding: 0; list-style: none; max-block-size: 40vh; overflow: auto; }
  [part='people'] li { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; min-block-size: var(--_control); padding-inline: 8px; cursor: pointer; }
  [part='people'] li[aria-selected='true'] { outline: 2px solid currentColor; outline-offset: -2px; }
  .both { display: flex; flex-wrap: wrap; gap: 8px; }
  .both .btn { min-inline-size: 0; max-inline-size: 100%; }
  .send .choice { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; }
`;
