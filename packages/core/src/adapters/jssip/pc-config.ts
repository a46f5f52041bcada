import type { ResolvedSipPhoneOptions } from './sip-options.js';

/** How every connection of this phone looks for a path. A copy: JsSIP keeps what it is given. */
export const pcConfigOf = ({ iceServers, iceTransportPolicy = 'all' }: ResolvedSipPhoneOptions): RTCConfiguration => ({
  iceServers: [...iceServers],
  iceTransportPolicy,
});
