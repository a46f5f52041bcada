import * as JsSIP from 'jssip';
import type { Account, Contender } from './contender.js';
import { listenTo } from './contender.js';

/** JsSIP by itself with its defaults, but audio alone: it would ask for a camera. */
export function createPlainJsSip(): Contender {
  let ua: JsSIP.UA | undefined;
  let iceServers: Account['iceServers'] = [];
  return {
    start(account) {
      iceServers = account.iceServers;
      const sockets = [new JsSIP.WebSocketInterface(account.server)];
      const agent = new JsSIP.UA({ sockets, uri: account.uri, password: account.password });
      ua = agent;
      return new Promise((resolve, reject) => {
        agent.on('registered', () => resolve());
        agent.on('registrationFailed', ({ cause }) => reject(new Error(`JsSIP could not register: ${cause}`)));
        agent.start();
      });
    },
    call(number) {
      return new Promise((resolve, reject) => {
        const session = ua?.call(number, {
          mediaConstraints: { audio: true, video: false },
          pcConfig: { iceServers: [...iceServers] },
          eventHandlers: {
            peerconnection: ({ peerconnection }: { peerconnection: RTCPeerConnection }) => listenTo(peerconnection),
            failed: ({ cause }: { cause: string }) => reject(new Error(`JsSIP: ${cause}`)),
            accepted: () => resolve(async () => session?.terminate()),
          },
        });
      });
    },
    stop: async () => ua?.stop(),
  };
}
