export { type BrowserAudioOptions, createBrowserAudio, type MediaDevicesLike } from '../browser-audio/index.js';
export { createLazySipPhone } from './lazy-sip-phone.js';
export type { SipCredentials, SipPhoneOptions, SipTrace, SocketLike, TransferOrder } from './sip-options.js';
export { createSipPhone } from './sip-phone.js';
