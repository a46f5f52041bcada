import { DialerError } from '../../errors.js';
import type { JsSipUa } from './jssip-surface.js';
import type { SipCredentials } from './sip-options.js';

/**
 * Asks the integration for sign-in data and checks the form.
 * @throws DialerError `credentials-failed`; the message never holds what was given
 */
export async function askCredentials(ask: () => SipCredentials | Promise<SipCredentials>): Promise<SipCredentials> {
  let given: unknown;
  try {
    given = await ask();
  } catch (cause) {
    throw new DialerError('credentials-failed', 'The credentials() function failed.', { cause });
  }
  if (isCredentials(given)) return given;
  throw new DialerError(
    'credentials-failed',
    'credentials() gave nothing usable. Return { password }, { ha1, realm } or { token }, each a filled string.',
  );
}

function isCredentials(value: unknown): value is SipCredentials {
  if (typeof value !== 'object' || value === null) return false;
  const filled = (name: string) => {
    const field = Reflect.get(value, name);
    // A line break in a token would become a header of its own.
    return typeof field === 'string' && field !== '' && !/[\r\n\0]/.test(field);
  };
  return filled('password') || (filled('ha1') && filled('realm')) || filled('token');
}

/** Gives JsSIP the sign-in data for the requests to come. */
export function applyCredentials(ua: JsSipUa, credentials: SipCredentials): void {
  forgetCredentials(ua);
  const { configuration } = ua;
  if ('password' in credentials) configuration.password = credentials.password;
  else if ('ha1' in credentials) Object.assign(configuration, { ha1: credentials.ha1, realm: credentials.realm });
  else configuration.authorization_jwt = `Bearer ${credentials.token}`;
}

/** Takes the sign-in data out of memory. */
export function forgetCredentials({ configuration }: JsSipUa): void {
  Object.assign(configuration, { password: null, ha1: null, realm: null, authorization_jwt: null });
}

/**
 * JsSIP replaces the password by the digest of the first realm that challenges, so that a second realm
 * (a proxy with its own) fails for ever. Keeping JsSIP from doing so lets every realm be answered.
 */
export function keepPasswordForOtherRealms(ua: JsSipUa): void {
  const set = ua.set.bind(ua);
  ua.set = (parameter, value) => (parameter === 'ha1' || parameter === 'realm' ? true : set(parameter, value));
}
