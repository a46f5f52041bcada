export { type FramePhoneOptions, openFramePhone } from './frame-phone.js';
export { type ServePhonesOptions, servePhones } from './serve-phones.js';
