import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialCall } from '../call/call.js';
import { define } from './define.js';

define('dial-call', DialCall);

declare global {
  interface HTMLElementTagNameMap {
    'dial-call': DialCall;
  }
}
