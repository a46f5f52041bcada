import type { Line, LineSignal, Phone } from '../../../phone/phone.js';
import { createSipPhone, type SipPhoneOptions } from '../index.js';
import { createFakeAudio, type FakeAudio, FakePeerConnection, installFakeWebRtc } from './fake-webrtc.js';
import { createScriptedServer, type ScriptedServer } from './scripted-server.js';
import { audioSdp, type SipText } from './sip-message.js';

/** A real telephone whose server, microphone and WebRTC are scripted. */
export interface ScriptedPhone {
  readonly phone: Phone;
  readonly server: ScriptedServer;
  readonly audio: FakeAudio;
  /** The connection of the latest call. */
  readonly pc: FakePeerConnection;
}

export function createScriptedPhone(options: Partial<SipPhoneOptions> = {}): ScriptedPhone {
  installFakeWebRtc();
  const server = createScriptedServer();
  const audio = createFakeAudio();
  const phone = createSipPhone({
    uri: 'sip:1001@pbx.test',
    servers: ['wss://pbx.test/ws'],
    credentials: () => ({ password: 'open sesame' }),
    openSocket: server.openSocket,
    audio,
    ...options,
  });
  return {
    phone,
    server,
    audio,
    get pc() {
      const last = FakePeerConnection.made.at(-1);
      if (last === undefined) throw new Error('no call has opened a connection yet');
      return last;
    },
  };
}

export interface FollowedLine {
  readonly line: Line;
  readonly heard: readonly LineSignal[];
  until<T extends LineSignal['type']>(type: T): Promise<Extract<LineSignal, { type: T }>>;
}

/** Keeps what a line says. */
export function followLine(line: Line): FollowedLine {
  const heard: LineSignal[] = [];
  const waiting = new Set<() => void>();
  line.signals((signal) => {
    heard.push(signal);
    for (const check of [...waiting]) check();
  });
  return {
    line,
    heard,
    until: <T extends LineSignal['type']>(type: T) =>
      new Promise<Extract<LineSignal, { type: T }>>((resolve) => {
        const check = () => {
          const found = heard.findLast((signal) => signal.type === type);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found as Extract<LineSignal, { type: T }>);
        };
        waiting.add(check);
        check();
      }),
  };
}

/** Dials and hands over the INVITE as the server got it. */
export async function dial({ phone, server }: ScriptedPhone, number = '4155550172') {
  if (phone.connection.snapshot.status !== 'connected') await phone.connect();
  const followed = followLine(phone.dial(number));
  return { ...followed, invite: await server.next('INVITE') };
}

/** A call that is being talked on. */
export async function talk(scripted: ScriptedPhone): Promise<FollowedLine & { readonly invite: SipText }> {
  const call = await dial(scripted);
  scripted.server.reply(call.invite, 180);
  scripted.server.reply(call.invite, 200, { body: audioSdp() });
  await scripted.server.next('ACK');
  return call;
}

/** Somebody calls; the line that rings. */
export async function ringIn(scripted: ScriptedPhone, parts: Parameters<ScriptedServer['callIn']>[0] = {}) {
  await scripted.phone.connect();
  const rung = new Promise<Line>((resolve) => {
    scripted.phone.incoming(resolve);
  });
  const invite = scripted.server.callIn(parts);
  return { ...followLine(await rung), invite };
}
