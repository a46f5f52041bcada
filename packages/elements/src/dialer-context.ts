import type { Dialer, Unsubscribe } from '@dialdeck/core';
import { createContext } from '@lit/context';
import type { Messages } from './locales/en.js';
import type { Guard } from './shared/guard.js';
import type { KeyAction, KeyHandler } from './shared/hotkeys.js';

/** What a provider shares with the elements inside it. Replaced as a whole when any part changes. */
export interface DialerScope {
  readonly dialer: Dialer | undefined;
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
  readonly text: Messages;
  /** One for all docks of a provider, so that a press cannot fall through to what replaced the button. */
  readonly guard: Guard;
  /** Tells assistive technology, once. `urgent` interrupts. */
  announce(message: string, urgent?: boolean): void;
  /** Hears every key pressed inside the provider outside text fields; the newest listener first. */
  onKey(handler: KeyHandler): Unsubscribe;
  /** Whether a node, through all shadow roots, is inside the provider. */
  contains(node: Node): boolean;
  /** What to print on a key cap, such as `⇧X`; empty when the action has no key. */
  keyCap(action: KeyAction): string;
}

/** The one context of the elements. `Symbol.for`: two copies of the package on a page share it. */
export const dialerContext = createContext<DialerScope | undefined>(Symbol.for('@dialdeck/elements.dialer'));
