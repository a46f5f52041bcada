import { createDialer, type Dialer } from '@dialdeck/core';
import { createSipPhone } from '@dialdeck/core/jssip';
import type { Contender } from './contender.js';

/** Dialdeck through its public interface, every option at its default. */
export function createOurs(): Contender {
  let dialer: Dialer | undefined;
  return {
    async start({ uri, server, password, iceServers }) {
      const phone = createSipPhone({ uri, servers: [server], credentials: () => ({ password }), iceServers });
      dialer = createDialer({ phone, wrapUp: false });
      await dialer.connect();
    },
    async call(number) {
      const call = dialer?.call(number);
      await call?.answered;
      return async () => {
        call?.hangUp();
        await call?.ended;
      };
    },
    stop: async () => dialer?.dispose(),
  };
}
