import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialPad } from '../pad/pad.js';
import { define } from './define.js';

define('dial-pad', DialPad);

declare global {
  interface HTMLElementTagNameMap {
    'dial-pad': DialPad;
  }
}
