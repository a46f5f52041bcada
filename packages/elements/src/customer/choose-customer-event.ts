import type { Customer } from '@dialdeck/core';

/** Several records had the number, and the agent said who it is. */
export class DialChooseCustomerEvent extends Event {
  constructor(
    readonly customer: Customer,
    readonly callId: string,
  ) {
    super('dial-choose-customer', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'dial-choose-customer': DialChooseCustomerEvent;
  }
}
