import type { LiveCallState } from '@dialdeck/core';
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Messages } from '../locales/en.js';
import type { KeyAction } from '../shared/hotkeys.js';
import { addPerson, icon, keypad, mic, micOff, pause, play, record, transfer } from '../shared/icons.js';
import type { RecordControl } from './record-controller.js';

export interface Controls {
  readonly text: Messages;
  readonly call: LiveCallState;
  readonly keypadOpen: boolean;
  readonly cap: (action: KeyAction) => unknown;
  readonly onMute: () => void;
  readonly onHold: () => void;
  readonly onKeypad: () => void;
  /** Absent while a transfer goes on. */
  readonly onTransfer: (() => void) | undefined;
  readonly onAdd: () => void;
  /** What Add person does now, when it is something else. */
  readonly addLabel: string | undefined;
  /** Absent where calls are not recorded. */
  readonly recorder: RecordControl | undefined;
}

interface Control {
  readonly part: string;
  readonly path: string;
  readonly label: string;
  readonly look?: string;
  /** Absent: the part keeps its place and cannot be used. */
  readonly press?: (() => void) | undefined;
  readonly pressed?: boolean | undefined;
  readonly cap?: unknown;
}

const control = ({ part, path, label, look, press, pressed, cap }: Control) => html`
  <button
    type="button" part=${part} class=${part} ?disabled=${!press} @click=${press ?? nothing}
    aria-pressed=${ifDefined(pressed === undefined ? undefined : pressed ? 'true' : 'false')}
  >
    ${icon(path, look)}<span>${label}</span>${press ? cap : nothing}
  </button>
`;

/** Six cells in a fixed order. One that cannot be used keeps its place and loses its edge. */
export function controls({
  text,
  call,
  keypadOpen,
  cap,
  onMute,
  onHold,
  onKeypad,
  onTransfer,
  onAdd,
  addLabel,
  recorder,
}: Controls) {
  const active = call.status === 'active';
  const muted = active && call.muted;
  const held = active && call.held;
  return html`
    <div class="controls" part="controls" role="group" aria-label=${text.controls}>
      ${control({ part: 'mute', path: muted ? micOff : mic, label: muted ? text.muted : text.mute, pressed: muted, cap: cap('mute'), press: active ? onMute : undefined })}
      ${control({ part: 'hold', path: held ? play : pause, label: held ? text.resume : text.hold, pressed: held, cap: cap('hold'), press: active ? onHold : undefined })}
      ${control({ part: 'keypad', path: keypad, look: 'dots', label: text.keypad, pressed: keypadOpen, cap: cap('keypad'), press: active && !held ? onKeypad : undefined })}
      ${control({ part: 'transfer', path: transfer, look: 'dir', label: text.transfer, cap: cap('transfer'), press: active ? onTransfer : undefined })}
      ${control({ part: 'add', path: addPerson, label: addLabel ?? text.addPerson, cap: cap('add'), press: active ? onAdd : undefined })}
      ${control({ part: 'record', path: record, label: recorder?.label ?? text.record, pressed: recorder?.pressed, press: recorder?.press, cap: cap('record') })}
    </div>
  `;
}
