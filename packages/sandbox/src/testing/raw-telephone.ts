import { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { UAConfiguration } from 'jssip/lib/UA';
import type { PbxCore, Plug, PlugOptions } from '../pbx.js';
import { silence } from './silent-browser.js';

export interface RawTelephoneOptions extends PlugOptions {
  readonly number: string;
  readonly domain: string;
  readonly password?: string | undefined;
}

/** What JsSIP tells about a call, as far as tests look at it. */
interface CallNews {
  readonly cause?: string;
  readonly message?: { readonly status_code?: number } | null;
}

type Listenable = { on(name: string, listener: (news?: CallNews) => void): void };

/** A telephone that is nothing but JsSIP, to test the PBX with a phone that is not our own. */
export function createRawTelephone(pbx: PbxCore, { number, domain, password = 'any', hidden }: RawTelephoneOptions) {
  const plug = pbx.plug(number, { hidden });
  const ua = new UA({
    uri: `sip:${number}@${domain}`,
    password,
    sockets: jssipSocket(plug, domain) as unknown as NonNullable<UAConfiguration['sockets']>,
    session_timers: false,
  });
  const calls: RTCSession[] = [];
  const heard: string[] = [];
  ua.on('newRTCSession', ({ session, originator }: { session: RTCSession; originator: string }) => {
    calls.push(session);
    for (const event of ['progress', 'accepted', 'confirmed', 'failed', 'ended']) {
      (session as unknown as Listenable).on(event, (news) =>
        heard.push([event, news?.cause ?? '', news?.message?.status_code ?? ''].join(' ').trim()),
      );
    }
    if (originator === 'remote') heard.push('rung');
  });
  const registered = new Promise<void>((resolve, reject) => {
    ua.on('registered', () => resolve());
    ua.on('registrationFailed', ({ response }) => reject(new Error(String(response?.status_code))));
  });
  registered.catch(() => {});
  ua.start();
  return {
    ua,
    /** What happened to its calls, such as `failed Busy 486`. */
    heard,
    calls,
    registered,
    station: plug.station,
    call: (to: string) => ua.call(`sip:${to}@${domain}`, { mediaStream: silence }),
    answer: () => calls.at(-1)?.answer({ mediaStream: silence }),
    stop: () => ua.stop(),
  };
}

/** JsSIP's own idea of a socket, around one of ours. */
function jssipSocket(plug: Plug, domain: string) {
  let socket = plug.open();
  const adapter = {
    url: `wss://${domain}`,
    via_transport: 'WSS',
    sip_uri: `sip:${domain};transport=ws`,
    onconnect() {},
    ondisconnect(_error: boolean, _code: number, _reason: string) {},
    ondata(_data: unknown) {},
    connect() {
      if (socket.readyState === 3) socket = plug.open();
      socket.onopen = () => adapter.onconnect();
      socket.onmessage = ({ data }) => adapter.ondata(data);
      socket.onclose = ({ code }) => adapter.ondisconnect(code !== 1000, code, '');
    },
    disconnect: () => socket.close(),
    send(text: string) {
      socket.send(text);
      return true;
    },
  };
  return adapter;
}
