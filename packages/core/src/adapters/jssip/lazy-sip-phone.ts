import type { Phone } from '../../phone/phone.js';
import { createPhoneShell } from './phone-shell.js';
import type { SipPhoneOptions } from './sip-options.js';

/**
 * As `createSipPhone`, but all that is needed to connect is loaded on the first `connect()`, not JsSIP alone.
 * For programs that are bundled once and whose own modules never wait at their top level, such as the drop-in:
 * Rollup lets the loaded part import from the entry, and an entry that awaits `connect()` would wait for itself.
 * @throws DialerError `config-invalid`
 */
export const createLazySipPhone = (options: SipPhoneOptions): Phone =>
  createPhoneShell(options, async () => (await import('./sip-stack.js')).createSipStack);
