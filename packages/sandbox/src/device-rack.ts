/** A microphone or a speaker of the sandbox. */
export interface SandboxDevice {
  readonly id: string;
  readonly label: string;
  readonly kind: 'microphone' | 'speaker';
  /** Pitch of the voice that comes out of a microphone, in hertz: two of them can be told apart. @defaultValue 170 */
  readonly pitch?: number | undefined;
}

/** What is plugged into the agents' computer. */
export interface DeviceRack {
  list(): readonly SandboxDevice[];
  plug(device: SandboxDevice): void;
  unplug(id: string): void;
  /** Runs after every change. The result ends it. */
  changed(listener: () => void): () => void;
}

const readyMade: readonly SandboxDevice[] = [
  { id: 'headset-microphone', label: 'Sandbox headset', kind: 'microphone' },
  { id: 'desk-microphone', label: 'Sandbox desk microphone', kind: 'microphone', pitch: 260 },
  { id: 'headset-speaker', label: 'Sandbox headset', kind: 'speaker' },
  { id: 'desk-speaker', label: 'Sandbox desk speaker', kind: 'speaker' },
];

export function createDeviceRack(): DeviceRack {
  let devices = readyMade;
  const listeners = new Set<() => void>();

  function set(next: readonly SandboxDevice[]): void {
    devices = next;
    for (const listener of [...listeners]) listener();
  }

  const without = (id: string) => devices.filter((device) => device.id !== id);

  return {
    list: () => devices,
    plug: (device) => set([...without(device.id), device]),
    unplug: (id) => set(without(id)),
    changed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
