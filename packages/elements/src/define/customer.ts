import './provider.js'; // First: an element asks for its context the moment it is upgraded.
import { DialCustomer } from '../customer/customer.js';
import { define } from './define.js';

define('dial-customer', DialCustomer);

declare global {
  interface HTMLElementTagNameMap {
    'dial-customer': DialCustomer;
  }
}
