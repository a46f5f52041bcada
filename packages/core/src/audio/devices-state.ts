import type { AudioDevice, AudioDevicesState, AudioRole, AudioWarning, ChosenDevice } from './audio-devices.js';

/** A device as the browser lists it. */
export interface PluggedDevice extends ChosenDevice {
  readonly kind: 'input' | 'output';
}

/** What can happen to the devices. */
export type DevicesSignal =
  /** All devices there are now. */
  | { readonly type: 'listed'; readonly plugged: readonly PluggedDevice[] }
  | { readonly type: 'chosen'; readonly role: AudioRole; readonly device: ChosenDevice | undefined }
  | { readonly type: 'volume'; readonly role: AudioRole; readonly volume: number }
  | { readonly type: 'ringer-muted'; readonly muted: boolean }
  | { readonly type: 'warning'; readonly code: 'autoplay-blocked' | 'input-processor-failed'; readonly wrong: boolean };

const listOf = { microphone: 'microphones', speaker: 'speakers', ringer: 'ringers' } as const;
const roles = ['microphone', 'speaker', 'ringer'] as const;

/** Devices come and go, choices stay, as a pure function. A signal that changes nothing returns the same object. */
export function reduceDevices(state: AudioDevicesState, signal: DevicesSignal): AudioDevicesState {
  switch (signal.type) {
    case 'listed':
      return list(state, signal.plugged);
    case 'chosen':
      return choose(state, signal.role, signal.device);
    case 'volume': {
      const most = signal.role === 'microphone' ? 2 : 1;
      const volume = Math.min(most, Math.max(0, Number.isFinite(signal.volume) ? signal.volume : 1));
      if (state.volume[signal.role] === volume) return state;
      return { ...state, volume: Object.freeze({ ...state.volume, [signal.role]: volume }) };
    }
    case 'ringer-muted':
      return state.ringerMuted === signal.muted ? state : { ...state, ringerMuted: signal.muted };
    case 'warning':
      return warn(state, signal.code, signal.wrong);
  }
}

/** Which device is to be used now; `undefined` is the system's default. */
export function deviceInUse(state: AudioDevicesState, role: AudioRole): string | undefined {
  const wanted = state.choice[role]?.id;
  return state[listOf[role]].find(({ id, available }) => available && id === wanted)?.id;
}

function list(state: AudioDevicesState, plugged: readonly PluggedDevice[]): AudioDevicesState {
  const real = plugged.filter(({ id }) => id !== '' && id !== 'default' && id !== 'communications');
  const choice = { ...state.choice };
  const lists = { microphones: state.microphones, speakers: state.speakers, ringers: state.ringers };
  for (const role of roles) {
    const there = real.filter(({ kind }) => (kind === 'input') === (role === 'microphone'));
    const found = find(there, choice[role]);
    if (found) choice[role] = Object.freeze({ id: found.id, label: found.label || (choice[role]?.label ?? '') });
    lists[listOf[role]] = listed(there, choice[role]);
  }
  return withFallbacks({ ...state, ...lists, choice: Object.freeze(choice) });
}

/** By id; else by label, because a browser gives new ids when the data of a site are cleared. */
const find = (there: readonly PluggedDevice[], wanted: ChosenDevice | undefined) =>
  wanted &&
  (there.find(({ id }) => id === wanted.id) ??
    there.find(({ label }) => wanted.label !== '' && label === wanted.label));

function listed(there: readonly ChosenDevice[], chosen: ChosenDevice | undefined): readonly AudioDevice[] {
  const all = there.map(({ id, label }) => Object.freeze({ id, label, available: true }));
  const lost = chosen !== undefined && !there.some(({ id }) => id === chosen.id);
  return Object.freeze(lost ? [...all, Object.freeze({ ...chosen, available: false })] : all);
}

function choose(state: AudioDevicesState, role: AudioRole, device: ChosenDevice | undefined): AudioDevicesState {
  const name = listOf[role];
  const there = state[name].filter(({ available }) => available);
  const known =
    device &&
    (there.find(({ id }) => id === device.id) ?? there.find(({ label }) => label !== '' && label === device.label));
  const chosen = device && Object.freeze({ id: known?.id ?? device.id, label: known?.label ?? device.label });
  const { [role]: _before, ...others } = state.choice;
  const choice = Object.freeze(chosen ? { ...others, [role]: chosen } : others);
  return withFallbacks({ ...state, choice, [name]: listed(there, chosen) });
}

/** A chosen device that is not there is replaced by the default, and that is said. Before the first list nobody knows. */
function withFallbacks(state: AudioDevicesState): AudioDevicesState {
  const lost = (role: AudioRole) =>
    state.choice[role] !== undefined && state[listOf[role]].length > 1 && deviceInUse(state, role) === undefined;
  const spoken = warn(state, 'microphone-fallback', lost('microphone'));
  return warn(spoken, 'speaker-fallback', lost('speaker') || lost('ringer'));
}

function warn(state: AudioDevicesState, code: AudioWarning, wrong: boolean): AudioDevicesState {
  if (state.warnings.includes(code) === wrong) return state;
  const others = state.warnings.filter((each) => each !== code);
  return { ...state, warnings: Object.freeze(wrong ? [...others, code] : others) };
}
