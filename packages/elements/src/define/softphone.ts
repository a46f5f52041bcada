import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import './call.js';
import './history.js';
import './incoming.js';
import './pad.js';
import './wrap-up.js';
import { DialSoftphone } from '../softphone/softphone.js';
import { define } from './define.js';

define('dial-softphone', DialSoftphone);

declare global {
  interface HTMLElementTagNameMap {
    'dial-softphone': DialSoftphone;
  }
}
