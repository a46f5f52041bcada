export { connectDialer, type DialerLink, type HostOptions } from './connect-dialer.js';
