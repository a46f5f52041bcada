import { define } from './define.js';

/** Registers what few pages need at once, in its own time: `<prefix>-devices`. */
export function defineLate(prefix: string): void {
  import('../devices/devices.js').then(
    ({ DialDevices }) => define(`${prefix}-devices`, class extends DialDevices {}),
    // Offline: the tag stays plain, and the next call tries again.
    () => {},
  );
}
