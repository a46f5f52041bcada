import { css } from 'lit';
import { compactTokens, contrastTokens } from '../shared/tokens.js';

export const providerStyles = css`
  :host { display: contents; }
  :host([theme$='light']) { --_scheme: light; }
  :host([theme$='dark']) { --_scheme: dark; }
  :host([theme^='contrast']) { ${contrastTokens} }
  @media (prefers-contrast: more) { :host(:not([theme])) { ${contrastTokens} } }
  :host([density='compact']) { ${compactTokens} }
  div { position: fixed; inset-block-start: 0; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
`;
