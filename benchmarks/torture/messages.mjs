import { audioSdp, writeSip } from '../../packages/core/src/adapters/jssip/scripted/sip-message.ts';
import { oneOf } from './mutate.mjs';

let serial = 0;

/** A request from outside any call. */
function request(method, { headers = [], body = '', to = '' } = {}) {
  serial += 1;
  const lines = [
    `Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bKt${serial}`,
    `From: "Tom Becker" <sip:3125550178@pbx.test>;tag=far${serial}`,
    `To: <sip:1001@pbx.test>${to}`,
    `Call-ID: torture-${serial}`,
    `CSeq: ${serial} ${method}`,
    'Max-Forwards: 70',
    'Contact: <sip:far@192.0.2.1;transport=ws>',
  ];
  return writeSip(`${method} sip:1001@pbx.test SIP/2.0`, lines, { headers, body });
}

export const ordinaryInvite = () => request('INVITE', { body: audioSdp() });

/** A late answer to a request nobody remembers. */
function strayResponse(code, method) {
  serial += 1;
  const lines = [
    `Via: SIP/2.0/WSS abcdefgh.invalid;branch=z9hG4bK${serial}`,
    'From: <sip:1001@pbx.test>;tag=ours',
    'To: <sip:1001@pbx.test>;tag=theirs',
    `Call-ID: stray-${serial}`,
    `CSeq: ${serial} ${method}`,
    'Contact: <sip:x@abcdefgh.invalid;transport=ws>;expires=300',
    'WWW-Authenticate: Digest realm="pbx.test", nonce="abc", qop="auth"',
  ];
  return writeSip(`SIP/2.0 ${code} Stray`, lines, { body: code === 200 ? audioSdp() : '' });
}

/** A message as an exchange sends it. `call` is the call that is up: its INVITE, and how to take a text down. */
export function ordinaryMessage(random, { server, invite }) {
  const inCall = (method, parts) => capture(server, () => server.request(method, invite, parts));
  const answer = (code, parts) => capture(server, () => server.reply(invite, code, parts));
  const kinds = [
    ordinaryInvite,
    ordinaryInvite,
    () => request('INVITE', { body: audioSdp(), headers: ['Replaces: x;to-tag=y;from-tag=z'] }),
    () => request('OPTIONS'),
    () => request('MESSAGE', { body: 'hello' }),
    () => request('NOTIFY', { headers: ['Event: message-summary', 'Subscription-State: active'] }),
    () => request('REFER', { headers: ['Refer-To: <sip:3015550199@pbx.test>'] }),
    () => request('BYE', { to: ';tag=nobody' }),
    () => request('CANCEL'),
    () => request('SUBSCRIBE', { headers: ['Event: presence'] }),
    () =>
      strayResponse(
        oneOf(random, [100, 180, 200, 302, 401, 407, 486, 491, 500, 603]),
        oneOf(random, ['INVITE', 'REGISTER', 'BYE']),
      ),
    () => inCall('INVITE', { body: audioSdp(oneOf(random, ['sendrecv', 'sendonly', 'inactive'])) }),
    () => inCall('UPDATE', { body: audioSdp() }),
    () => inCall('INFO', { headers: ['Info-Package: x'] }),
    () => inCall('NOTIFY', { headers: ['Event: refer', 'Subscription-State: terminated'] }),
    () => inCall('REFER', { headers: ['Refer-To: <sip:3015550199@pbx.test>'] }),
    () => inCall('OPTIONS'),
    () => inCall('BYE'),
    () => inCall('ACK'),
    () =>
      answer(oneOf(random, [180, 183, 200, 200, 486, 491]), { body: audioSdp(), tag: oneOf(random, ['far', 'fork']) }),
  ];
  return oneOf(random, kinds)();
}

/** The text that the scripted server would have sent. */
function capture(server, say) {
  const { send } = server;
  let text = '';
  server.send = (said) => {
    text = said;
  };
  say();
  server.send = send;
  return text;
}
