/** The agent shrank the dialer to one line, or opened it again. */
export class DialCompactChangeEvent extends Event {
  constructor(readonly compact: boolean) {
    super('dial-compact-change', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'dial-compact-change': DialCompactChangeEvent;
  }
}
