import './provider.js'; // First: an element asks for its provider the moment it is upgraded.
import { DialDevices } from '../devices/devices.js';
import { define } from './define.js';

define('dial-devices', DialDevices);

declare global {
  interface HTMLElementTagNameMap {
    'dial-devices': DialDevices;
  }
}
