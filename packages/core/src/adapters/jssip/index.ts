export { createLazySipPhone } from './lazy-sip-phone.js';
export type { SipCredentials, SipPhoneOptions, SipTrace, SocketLike } from './sip-options.js';
export { createSipPhone } from './sip-phone.js';
