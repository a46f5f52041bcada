import { DialerError } from '../../errors.js';
import type { Clock } from '../../shared/clock.js';
import type { JsSipUa, JsSipUaEvents } from './jssip-surface.js';

/** A server that keeps answering 423 makes JsSIP register again without any delay. */
const mostRequests = 8;
/** A Retry-After of a day would be a mistake that takes a phone out of service. */
const longestPauseSeconds = 600;

/**
 * Registers once (RFC 3261 section 10.2).
 * @param limitMs longest wait; JsSIP says nothing when the 200 does not name our contact
 * @throws DialerError `registration-rejected`, `registration-failed`, `registration-timeout`, `connection-lost`
 */
export function register(ua: JsSipUa, { clock, limitMs }: { clock: Clock; limitMs: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    let requests = 0;
    const timeout = (why: string) => new DialerError('registration-timeout', why);
    const cancel = clock.after(limitMs, () =>
      settle(timeout(`The server did not confirm the registration within ${limitMs} ms.`)),
    );
    const registered = () => settle();
    const failed = (event: JsSipUaEvents['registrationFailed']) => settle(registrationErrorOf(event));
    const disconnected = () => settle(new DialerError('connection-lost', 'The connection broke during registration.'));
    const counted = ({ transaction }: JsSipUaEvents['newTransaction']) => {
      if (transaction.request.method !== 'REGISTER' || ++requests <= mostRequests) return;
      settle(timeout('The server keeps asking for another interval (SIP 423).'));
      ua.transport.disconnect();
    };

    function settle(error?: DialerError): void {
      cancel();
      ua.off('registered', registered);
      ua.off('registrationFailed', failed);
      ua.off('disconnected', disconnected);
      ua.off('newTransaction', counted);
      if (error === undefined) resolve();
      else reject(error);
    }

    ua.on('registered', registered);
    ua.on('registrationFailed', failed);
    ua.on('disconnected', disconnected);
    ua.on('newTransaction', counted);
    ua.registrator().register();
  });
}

/** What a failed registration means to the agent. */
export function registrationErrorOf({ response, cause }: JsSipUaEvents['registrationFailed']): DialerError {
  const code = response?.status_code;
  if (code === undefined) {
    return cause === 'Connection Error'
      ? new DialerError('connection-lost', 'The connection broke during registration.')
      : new DialerError('registration-timeout', 'The server did not answer the registration.');
  }
  const answer = `SIP ${code}${response?.reason_phrase ? ` ${response.reason_phrase}` : ''}`;
  if (code === 401 || code === 403 || code === 407) {
    return new DialerError('registration-rejected', `The server refused the sign-in: ${answer}.`);
  }
  const error = new DialerError('registration-failed', `The server could not register this phone: ${answer}.`);
  const seconds = Number.parseInt(response?.getHeader('Retry-After') ?? '', 10);
  if (seconds > 0) pauses.set(error, Math.min(seconds, longestPauseSeconds) * 1000);
  return error;
}

const pauses = new WeakMap<DialerError, number>();

/** Milliseconds that the server asked to be left alone for (RFC 3261 section 20.33), if it did. */
export const retryAfterOf = (error: DialerError): number | undefined => pauses.get(error);

/** Takes the registration back. Waits for the answer no longer than a second; does nothing when there is none. */
export function unregister(ua: JsSipUa, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(1000, resolve);
    ua.on('unregistered', () => {
      cancel();
      resolve();
    });
    ua.registrator().unregister();
  });
}
