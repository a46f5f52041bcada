import * as JsSIP from 'jssip';
import { createSipPhone } from '../../packages/core/src/adapters/jssip/index.ts';
import { createFakeAudio } from '../../packages/core/src/adapters/jssip/scripted/fake-webrtc.ts';

const account = { uri: 'sip:1001@pbx.test', server: 'wss://pbx.test/ws', password: 'open sesame' };

/** Dialdeck's telephone as it is, over the socket of the bench. */
export function createOurs(openSocket) {
  const phone = createSipPhone({
    uri: account.uri,
    servers: [account.server],
    credentials: () => ({ password: account.password }),
    openSocket,
    audio: createFakeAudio(),
  });
  const ringing = [];
  phone.incoming((line) => ringing.push(line));
  return {
    connect: () => phone.connect(),
    registered: () => phone.connection.snapshot.status === 'connected',
    dial(number) {
      const line = phone.dial(number);
      let over = false;
      line.signals(({ type }) => {
        if (type === 'ended') over = true;
      });
      return { over: () => over, hangUp: () => line.hangUp() };
    },
    /** Turns away everybody who rings. */
    clear() {
      for (const line of ringing.splice(0)) line.reject();
    },
    stop: () => phone.dispose(),
  };
}

/** JsSIP by itself, over the same socket, which does what its own WebSocketInterface does. */
export function createPlainJsSip(openSocket) {
  const ua = new JsSIP.UA({
    sockets: [createJsSipSocket(openSocket)],
    uri: account.uri,
    password: account.password,
    connection_recovery_min_interval: 1,
  });
  const ringing = [];
  ua.on('newRTCSession', ({ originator, session }) => originator === 'remote' && ringing.push(session));
  return {
    connect: () =>
      new Promise((resolve) => {
        if (ua.isRegistered()) return resolve();
        ua.once('registered', () => resolve());
        if (ua.isConnected()) ua.register();
        else ua.start();
      }),
    registered: () => ua.isRegistered(),
    dial(number) {
      let over = false;
      const track = { kind: 'audio', enabled: true, stop() {} };
      const mediaStream = { getTracks: () => [track], getAudioTracks: () => [track], getVideoTracks: () => [] };
      const end = () => {
        over = true;
      };
      const session = ua.call(`sip:${number}@pbx.test`, { mediaStream, eventHandlers: { ended: end, failed: end } });
      return { over: () => over, hangUp: () => attempt(() => session.terminate()) };
    },
    clear() {
      for (const session of ringing.splice(0)) attempt(() => session.isEnded() || session.terminate());
    },
    stop: async () => ua.stop(),
  };
}

function createJsSipSocket(openSocket) {
  let raw;
  return {
    url: account.server,
    via_transport: 'WSS',
    sip_uri: 'sip:pbx.test;transport=ws',
    onconnect() {},
    ondisconnect() {},
    ondata() {},
    connect() {
      raw = openSocket(account.server);
      raw.onopen = () => this.onconnect();
      raw.onmessage = ({ data }) => this.ondata(data);
      raw.onclose = ({ code, reason }) => this.ondisconnect(true, code, reason);
    },
    disconnect: () => raw?.close(),
    isConnected: () => raw?.readyState === 1,
    isConnecting: () => raw?.readyState === 0,
    send(message) {
      if (raw?.readyState !== 1) return false;
      raw.send(message);
      return true;
    },
  };
}

/** What a session refuses because it is over is no finding of the bench. */
function attempt(run) {
  try {
    run();
  } catch {
    // It ended by itself.
  }
}
