import type { Phone } from '@dialdeck/core';
import { createSipPhone } from '@dialdeck/core/jssip';
import { createSandbox, type Sandbox } from '@dialdeck/sandbox';
import { harborPeople } from './sandbox-people.js';
import { askPassword } from './sign-in.js';

/** The telephone of this page view, and the sandbox when it is that. */
export interface ChosenPhone {
  readonly phone: Phone;
  readonly sandbox?: Sandbox | undefined;
  /** The server's host, when it is a real one. */
  readonly server?: string | undefined;
}

/**
 * The sandbox, unless the address names a server:
 * `?pbx=wss://pbx.example/ws&user=1001`. The host of the SIP address is the
 * server's, or `&domain=`. The password is asked for, and never written anywhere.
 *
 * `?speed=5` makes the people of the sandbox five times as fast, and
 * `?microphone=real` lets them hear the computer's own microphone.
 */
export async function choosePhone(query: URLSearchParams): Promise<ChosenPhone> {
  const server = serverOf(query.get('pbx'));
  const user = query.get('user');
  if (!server || !user) {
    const microphone = query.get('microphone') === 'real' ? 'real' : 'synthetic';
    const sandbox = createSandbox({ people: harborPeople, speed: Number(query.get('speed')) || 1 });
    return { sandbox, phone: sandbox.phone({ speaker: true, microphone }) };
  }
  const domain = query.get('domain') ?? server.hostname;
  const password = await askPassword(`${user} · ${server.host}`);
  const phone = createSipPhone({
    uri: `sip:${user}@${domain}`,
    servers: [server.href],
    credentials: () => ({ password }),
  });
  return { phone, server: server.host };
}

function serverOf(address: string | null): URL | undefined {
  const url = address && URL.canParse(address) ? new URL(address) : undefined;
  return url && /^wss?:$/.test(url.protocol) ? url : undefined;
}
