import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialHistory } from '../history/history.js';
import { define } from './define.js';

define('dial-history', DialHistory);

declare global {
  interface HTMLElementTagNameMap {
    'dial-history': DialHistory;
  }
}
