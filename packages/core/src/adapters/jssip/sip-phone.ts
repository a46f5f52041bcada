import type { Phone } from '../../phone/phone.js';
import { createPhoneShell } from './phone-shell.js';
import type { SipPhoneOptions } from './sip-options.js';
import { createSipStack } from './sip-stack.js';

/**
 * A telephone over SIP (RFC 3261), WebSocket (RFC 7118) and WebRTC. Loads JsSIP on the first `connect()`.
 * @throws DialerError `config-invalid`
 */
export const createSipPhone = (options: SipPhoneOptions): Phone =>
  createPhoneShell(options, async () => createSipStack);
