import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialQuality } from '../quality/quality.js';
import { define } from './define.js';

define('dial-quality', DialQuality);

declare global {
  interface HTMLElementTagNameMap {
    'dial-quality': DialQuality;
  }
}
