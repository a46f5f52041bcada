import type { ErrorInfo } from '../errors.js';

/**
 * What one tab is to the dialer it shares with the others.
 *
 * - `joining`: waits to hear whether somebody owns it
 * - `mirror`: another tab owns it; shown here, commanded from here
 * - `taking-over`: this tab has the lock and makes the dialer
 * - `owner`: telephone, sound, CRM and screen pop are here
 * - `left`: disposed of, or it could not make the dialer
 */
export type TabState =
  | { readonly status: 'joining' }
  | { readonly status: 'mirror' }
  | { readonly status: 'taking-over' }
  | { readonly status: 'owner' }
  | { readonly status: 'left'; readonly error?: ErrorInfo | undefined };

export type TabSignal =
  /** An owner showed its picture. */
  | { readonly type: 'pictured' }
  /** The browser gave us the lock: whoever owned it is gone. */
  | { readonly type: 'locked' }
  /** The dialer is made. */
  | { readonly type: 'made' }
  | { readonly type: 'gone'; readonly error?: ErrorInfo | undefined };

/** Every move a tab can make. The diagram in `docs/flows.md` is checked against this table. */
export const tabTransitions = {
  joining: ['mirror', 'taking-over', 'left'],
  mirror: ['taking-over', 'left'],
  'taking-over': ['owner', 'left'],
  owner: ['left'],
  left: [],
} as const satisfies Record<TabState['status'], readonly TabState['status'][]>;

const goals = { pictured: 'mirror', locked: 'taking-over', made: 'owner' } as const;

/** What a tab is after one more thing happened. A signal that makes no sense changes nothing: messages arrive late. */
export function reduceTab(state: TabState, signal: TabSignal): TabState {
  const status = signal.type === 'gone' ? 'left' : goals[signal.type];
  const possible: readonly TabState['status'][] = tabTransitions[state.status];
  if (!possible.includes(status)) return state;
  return signal.type === 'gone' && signal.error ? { status: 'left', error: signal.error } : { status };
}
