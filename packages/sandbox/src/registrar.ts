import type { Clock } from '@dialdeck/core';
import { Utils } from 'jssip';
import type { RoutingChange } from './routing-state.js';
import { addressOf, nameAddressOf, parameterOf, responseTo } from './sip-fields.js';
import { headerOf, type SipRequest, type SipResponse } from './sip-message.js';

export interface RegistrarOptions {
  readonly clock: Clock;
  /** Realm of the password challenge. */
  readonly domain: string;
  /** Number to password. Numbers that are not listed need none. */
  readonly passwords: ReadonlyMap<string, string>;
}

export interface Registration {
  readonly response: SipResponse;
  readonly change?: RoutingChange | undefined;
}

const DEFAULT_SECONDS = 300;

/** Answers REGISTER (RFC 3261 section 10.3), with a digest challenge where a password is set (RFC 2617). */
export function createRegistrar({ clock, domain, passwords }: RegistrarOptions) {
  const nonce = crypto.randomUUID();

  return function register(request: SipRequest, station: number): Registration {
    const user = addressOf(nameAddressOf(headerOf(request, 'to') ?? '').uri)?.user;
    if (!user) return { response: responseTo(request, 400) };
    const password = passwords.get(user);
    if (password !== undefined && !isProof(request, { password, nonce, realm: domain })) {
      const challenge = `Digest realm="${domain}", nonce="${nonce}", qop="auth", algorithm=MD5`;
      return { response: responseTo(request, 401, { headers: [['www-authenticate', challenge]], toTag: nonce }) };
    }
    return bind({ request, station, user, now: clock.now() });
  };
}

interface Bind {
  readonly request: SipRequest;
  readonly station: number;
  readonly user: string;
  readonly now: number;
}

function bind({ request, station, user, now }: Bind): Registration {
  const value = headerOf(request, 'contact');
  const ok = (contact?: string) =>
    responseTo(request, 200, { headers: contact === undefined ? [] : [['contact', contact]], toTag: 'registrar' });
  if (value === undefined) return { response: ok() };
  if (value === '*') return { response: ok(), change: { type: 'unregistered', user } };
  const { uri: contact, parameters } = nameAddressOf(value);
  const asked = Number(parameterOf(parameters, 'expires') ?? headerOf(request, 'expires') ?? DEFAULT_SECONDS);
  const seconds = Number.isSafeInteger(asked) && asked >= 0 ? asked : DEFAULT_SECONDS;
  if (seconds === 0) return { response: ok(), change: { type: 'unregistered', user, contact } };
  const kept = parameters.replace(/;\s*expires\s*=\s*\d+/i, '');
  return {
    response: ok(`<${contact}>${kept};expires=${seconds}`),
    change: { type: 'registered', binding: { user, contact, station, expiresAt: now + seconds * 1000 } },
  };
}

interface Challenge {
  readonly password: string;
  readonly nonce: string;
  readonly realm: string;
}

/** Whether the request carries the right answer to the challenge (RFC 2617 section 3.2.2). */
function isProof(request: SipRequest, { password, nonce, realm }: Challenge): boolean {
  const value = headerOf(request, 'authorization');
  if (value === undefined) return false;
  const field = (name: string) => parameterOf(value, name) ?? '';
  if (field('nonce') !== nonce || field('realm') !== realm) return false;
  const ha1 = Utils.calculateMD5(`${field('username')}:${realm}:${password}`);
  const ha2 = Utils.calculateMD5(`${request.method}:${field('uri')}`);
  const proof = `${ha1}:${nonce}:${field('nc')}:${field('cnonce')}:${field('qop')}:${ha2}`;
  return field('response') === Utils.calculateMD5(proof);
}
