import { DialProvider } from '../provider/provider.js';
import { define } from './define.js';

define('dial-provider', DialProvider);

declare global {
  interface HTMLElementTagNameMap {
    'dial-provider': DialProvider;
  }
}
