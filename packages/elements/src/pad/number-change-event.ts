/** The number in the field changed, by typing, pressing, pasting or deleting. */
export class DialNumberChangeEvent extends Event {
  constructor(readonly number: string) {
    super('dial-number-change', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'dial-number-change': DialNumberChangeEvent;
  }
}
