import type { Unsubscribe } from '@dialdeck/core';
import type { ReactiveController, ReactiveElement } from 'lit';

/** Every action that has a key. */
export type KeyAction =
  | 'go'
  | 'end'
  | 'mute'
  | 'hold'
  | 'keypad'
  | 'transfer'
  | 'add'
  | 'record'
  | 'swap'
  | 'note'
  | 'find'
  | 'do-not-call'
  | 'close'
  | 'jump';

/** `action` is `undefined` for keys without one, such as digits. Returns `true` when the key was used. */
export type KeyHandler = (action: KeyAction | undefined, event: KeyboardEvent) => boolean;

/** Physical positions (`KeyboardEvent.code`), so that they hold on every layout and under an input method. */
const defaultKeys: Readonly<Record<KeyAction, string>> = {
  go: 'KeyA',
  end: 'Shift+KeyX',
  mute: 'KeyQ',
  hold: 'KeyW',
  keypad: 'KeyE',
  transfer: 'KeyT',
  add: 'KeyG',
  record: 'KeyR',
  swap: 'KeyV',
  note: 'KeyD',
  find: 'KeyF',
  'do-not-call': 'Shift+Digit8',
  close: 'Escape',
  jump: 'Control+Backquote',
};

/**
 * Reads a provider's `keys` attribute: `off`, or pairs such as `mute=KeyM end=Shift+KeyE`.
 * An action that is not named keeps its key; `mute=` takes its key away.
 */
export function parseKeys(attribute: string | null | undefined): ReadonlyMap<string, KeyAction> {
  if (attribute?.trim() === 'off') return new Map();
  const keys: Record<string, string> = { ...defaultKeys };
  for (const pair of attribute?.split(/[\s,]+/) ?? []) {
    const [action = '', key = ''] = pair.split('=');
    if (action in defaultKeys) keys[action] = key;
  }
  return new Map(Object.entries(keys).map(([action, key]) => [key, action as KeyAction]));
}

const chordOf = ({ altKey, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string =>
  `${ctrlKey ? 'Control+' : ''}${altKey ? 'Alt+' : ''}${metaKey ? 'Meta+' : ''}${shiftKey ? 'Shift+' : ''}${code}`;

const capOf = (chord: string): string =>
  chord
    .replace('Shift+', '⇧')
    .replace('Control+', '⌃')
    .replace('Alt+', '⌥')
    .replace('Meta+', '⌘')
    .replace(/Key|Digit|ape$/, '');

/** Whether what has the focus takes text, so that a letter is a letter. */
export function isTextField(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(button|checkbox|radio|range|reset|submit)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** The provider's keyboard: hands each key inside it to the elements, the newest first. */
export class Hotkeys implements ReactiveController {
  /** What each chord does; empty when keys are off. */
  keys = parseKeys(undefined);

  readonly #handlers = new Set<KeyHandler>();
  #cameFrom: HTMLElement | undefined;

  constructor(private readonly host: ReactiveElement) {
    host.addController(this);
  }

  readonly listen = (handler: KeyHandler): Unsubscribe => {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  };

  readonly capOf = (wanted: KeyAction): string => {
    for (const [chord, action] of this.keys) if (action === wanted) return capOf(chord);
    return '';
  };

  hostConnected(): void {
    this.host.addEventListener('keydown', this.#press);
    this.host.ownerDocument.addEventListener('keydown', this.#jump);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('keydown', this.#press);
    this.host.ownerDocument.removeEventListener('keydown', this.#jump);
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat || this.keys.size === 0) return;
    if (isTextField(event.composedPath()[0])) return;
    const action = this.keys.get(chordOf(event));
    if (action === 'jump' || (!action && (event.ctrlKey || event.altKey || event.metaKey))) return;
    for (const handler of [...this.#handlers].reverse()) {
      if (!handler(action, event)) continue;
      event.preventDefault();
      return;
    }
  };

  // There from anywhere on the page, and back to where the agent was.
  readonly #jump = (event: KeyboardEvent): void => {
    if (this.keys.get(chordOf(event)) !== 'jump' || event.defaultPrevented) return;
    const { activeElement } = this.host.ownerDocument;
    if (activeElement && this.host.contains(activeElement)) {
      this.#cameFrom?.focus();
      event.preventDefault();
      return;
    }
    if (![...this.#handlers].reverse().some((handler) => handler('jump', event))) return;
    this.#cameFrom = activeElement instanceof HTMLElement ? activeElement : undefined;
    event.preventDefault();
  };
}
