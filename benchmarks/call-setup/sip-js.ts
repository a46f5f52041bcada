import { Web } from 'sip.js';
import type { Contender } from './contender.js';

/** SIP.js with its SimpleUser, which adds a public STUN server of its own unless it is told which to use. */
export function createSipJs(): Contender {
  let user: Web.SimpleUser | undefined;
  let answered = () => {};
  let ended = () => {};
  let domain = '';
  return {
    async start({ uri, user: name, password, server, iceServers }) {
      domain = uri.replace(/^.*@/, '');
      user = new Web.SimpleUser(server, {
        aor: uri,
        media: { constraints: { audio: true, video: false }, remote: { audio: new Audio() } },
        delegate: { onCallAnswered: () => answered(), onCallHangup: () => ended() },
        userAgentOptions: {
          authorizationUsername: name,
          authorizationPassword: password,
          logLevel: 'error',
          sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [...iceServers] } },
        },
      });
      await user.connect();
      await user.register();
    },
    async call(number) {
      const answer = new Promise<void>((resolve) => {
        answered = resolve;
      });
      await user?.call(`sip:${number}@${domain}`);
      await answer;
      return async () => {
        const over = new Promise<void>((resolve) => {
          ended = resolve;
        });
        await user?.hangup();
        await over;
      };
    },
    stop: async () => user?.disconnect(),
  };
}
