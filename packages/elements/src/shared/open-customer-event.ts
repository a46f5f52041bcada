import type { Customer } from '@dialdeck/core';

/** Somebody pressed "Open in CRM". `preventDefault()` keeps the link from opening: the page shows the record itself. */
export class DialOpenCustomerEvent extends Event {
  constructor(readonly customer: Customer) {
    super('dial-open-customer', { bubbles: true, composed: true, cancelable: true });
  }
}

/** Tells the page that a link to a customer was pressed, and stops the link when the page wants that. */
export function openCustomer(press: Event, customer: Customer): void {
  if (press.currentTarget?.dispatchEvent(new DialOpenCustomerEvent(customer)) === false) press.preventDefault();
}

declare global {
  interface HTMLElementEventMap {
    'dial-open-customer': DialOpenCustomerEvent;
  }
}
