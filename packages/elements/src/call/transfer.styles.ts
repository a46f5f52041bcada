import { css } from 'lit';

export const transferStyles = css`
  .send { display: flex; flex-direction: column; gap: 8px; }
  .send input { flex: 1; min-inline-size: 0; border: 0; outline: 0; background: none; min-block-size: var(--_control); }
  .send .choice { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; }
`;
