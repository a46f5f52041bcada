import { describe, expect, it } from 'vitest';
import type { AudioDevicesState } from './audio-devices.js';
import { type DevicesSignal, deviceInUse, type PluggedDevice, reduceDevices } from './devices-state.js';
import { noDevices } from './no-devices.js';

const jabra: PluggedDevice = { id: 'a', label: 'Jabra', kind: 'input' };
const desk: PluggedDevice = { id: 'b', label: 'Desk', kind: 'input' };
const listed = (...plugged: readonly PluggedDevice[]): DevicesSignal => ({ type: 'listed', plugged });
const choose = (id: string | undefined, label = ''): DevicesSignal => ({
  type: 'chosen',
  role: 'microphone',
  device: id === undefined ? undefined : { id, label },
});
const play = (...signals: readonly DevicesSignal[]) => signals.reduce(reduceDevices, noDevices(true));
const inUse = (state: AudioDevicesState) => deviceInUse(state, 'microphone');

describe('the devices', () => {
  it('use the default, then the chosen one, the default while that is gone, and the chosen one again', () => {
    expect(inUse(play(listed(desk, jabra)))).toBeUndefined();
    expect(inUse(play(listed(desk, jabra), choose('a')))).toBe('a');
    const lost = play(listed(desk, jabra), choose('a'), listed(desk));
    expect(inUse(lost)).toBeUndefined();
    expect(lost.warnings).toEqual(['microphone-fallback']);
    expect(lost.microphones.at(-1)).toEqual({ id: 'a', label: 'Jabra', available: false });
    const back = reduceDevices(lost, listed(desk, jabra));
    expect([inUse(back), back.warnings]).toEqual(['a', []]);
  });

  it('find a remembered device by its name when the browser gave it another id', () => {
    const state = play(choose('old id', 'Jabra'), listed(desk, jabra));
    expect(state.choice.microphone).toEqual({ id: 'a', label: 'Jabra' });
    expect(state.microphones).toHaveLength(2);
  });

  it('complain of nothing before anybody knows which there are', () => {
    expect(play(choose('a')).warnings).toEqual([]);
    expect(play(listed({ id: '', label: '', kind: 'input' }), choose('a')).warnings).toEqual([]);
  });

  it("list the system's default once, as the default", () => {
    const state = play(listed({ id: 'default', label: 'Default', kind: 'input' }, jabra));
    expect(state.microphones.map(({ id }) => id)).toEqual(['a']);
  });

  it('let a microphone be twice as loud, and no more', () => {
    const at = (volume: number) => play({ type: 'volume', role: 'microphone', volume }).volume.microphone;
    expect([at(0), at(1.5), at(2), at(3), at(Number.NaN)]).toEqual([0, 1.5, 2, 2, 1]);
  });

  it('keep a volume within bounds, and a nonsense one out', () => {
    const at = (volume: number) => play({ type: 'volume', role: 'ringer', volume }).volume.ringer;
    expect([at(2), at(-1), at(0.3), at(Number.NaN)]).toEqual([1, 0, 0.3, 1]);
  });

  it('stay the same object when nothing changed', () => {
    const state = play(listed(desk));
    expect(reduceDevices(state, { type: 'ringer-muted', muted: false })).toBe(state);
    expect(reduceDevices(state, { type: 'warning', code: 'autoplay-blocked', wrong: false })).toBe(state);
  });
});
