import type { AudioDevice } from '@dialdeck/core';
import { html } from 'lit';
import { fill } from '../locales/en.js';
import type { DeviceWords } from './device-words.js';

interface DeviceSelect {
  readonly words: DeviceWords;
  readonly label: string;
  readonly devices: readonly AudioDevice[];
  readonly chosen: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** All devices for one use. A lost one stays, so that it is seen what will be used when it is back. */
export const deviceSelect = ({ words, label, devices, chosen, disabled = false, onChoose }: DeviceSelect) => html`
  <span class="field">
    <select
      aria-label=${label}
      ?disabled=${disabled}
      @change=${({ target }: Event) => onChoose((target as HTMLSelectElement).value || undefined)}
    >
      <option value="" .selected=${chosen === undefined}>${words.systemDefault}</option>
      ${devices.map((device, index) => {
        const name = device.label || fill(words.noName, { count: index + 1 });
        const shown = device.available ? name : fill(words.unplugged, { name });
        return html`<option value=${device.id} .selected=${device.id === chosen}>${shown}</option>`;
      })}
    </select>
  </span>
`;
