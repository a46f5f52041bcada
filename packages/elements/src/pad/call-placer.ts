import { type DialerErrorCode, isDialerError } from '@dialdeck/core';
import type { ReactiveController, ReactiveElement } from 'lit';
import type { DialerController } from '../dialer-controller.js';
import { placeCall } from '../shared/place-call.js';

/** Asks the page, calls, and keeps what went wrong until the next attempt. */
export class CallPlacer implements ReactiveController {
  /** The page is being asked whether the call may be made. */
  asking = false;
  /** Why the last attempt failed. */
  problem: DialerErrorCode | undefined;

  constructor(
    private readonly host: ReactiveElement,
    private readonly dialer: DialerController<unknown>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** @returns whether a call was made */
  async place(number: string): Promise<boolean> {
    const { dialer } = this.dialer;
    if (!dialer || this.asking) return false;
    this.asking = true;
    this.problem = undefined;
    this.host.requestUpdate();
    try {
      return (await placeCall(this.host, { dialer, number })) !== undefined;
    } catch (error) {
      this.fail(error);
      return false;
    } finally {
      this.asking = false;
      this.host.requestUpdate();
    }
  }

  /** Shows an error in place and says it aloud. */
  readonly fail = (error: unknown): void => {
    this.problem = isDialerError(error) ? error.code : 'internal-error';
    this.dialer.announceError(this.problem);
    this.host.requestUpdate();
  };

  clear(): void {
    this.problem = undefined;
  }
}
