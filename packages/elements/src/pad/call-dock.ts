import type { ConnectionState } from '@dialdeck/core';
import { html } from 'lit';
import type { Messages } from '../locales/en.js';
import { icon, phone } from '../shared/icons.js';

export interface CallDock {
  readonly text: Messages;
  /** `undefined` without a dialer. */
  readonly status: ConnectionState['status'] | undefined;
  /** Whether there is something to call. */
  readonly ready: boolean;
  readonly canRedial: boolean;
  readonly cap: unknown;
  readonly onRedial: () => void;
  readonly onPrimary: () => void;
}

/** Redial and Call; Connect in Call's place while the phone is offline. */
export function callDock({ text, status, ready, canRedial, cap, onRedial, onPrimary }: CallDock) {
  const offline = status === 'offline' || status === 'connecting';
  const connectLabel = status === 'connecting' ? text.connecting : text.connect;
  return html`
    <div class="dock" part="dock" role="group" aria-label=${text.actions}>
      <button class="btn out" type="button" ?disabled=${!canRedial} @click=${onRedial}>
        <span class="clip">${text.redial}</span>
      </button>
      ${
        offline
          ? html`<button class="btn pri" type="button" ?disabled=${status === 'connecting'} @click=${onPrimary}>
              <span class="clip">${connectLabel}</span>${cap}
            </button>`
          : html`<button class="btn go" type="button" ?disabled=${!ready} @click=${onPrimary}>
              ${icon(phone)}<span class="clip">${text.call}</span>${cap}
            </button>`
      }
    </div>
  `;
}
