import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialWrapUp } from '../wrap-up/wrap-up.js';
import { define } from './define.js';

define('dial-wrap-up', DialWrapUp);

declare global {
  interface HTMLElementTagNameMap {
    'dial-wrap-up': DialWrapUp;
  }
}
