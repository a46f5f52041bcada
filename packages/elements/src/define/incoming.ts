import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialIncoming } from '../incoming/incoming.js';
import { define } from './define.js';

define('dial-incoming', DialIncoming);

declare global {
  interface HTMLElementTagNameMap {
    'dial-incoming': DialIncoming;
  }
}
