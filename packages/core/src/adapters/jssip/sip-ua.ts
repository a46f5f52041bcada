import { DialerError } from '../../errors.js';
import { answerDroppedRequests } from './dropped-requests.js';
import { type JsSipUa, loadJsSip } from './jssip-surface.js';
import { keepPasswordForOtherRealms } from './sip-credentials.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { SipSocket } from './sip-socket.js';

/** Seconds, about 23 days: JsSIP's own reconnecting is out of the way, the connection does it. */
const never = 2_000_000;

/**
 * A JsSIP user agent that does nothing by itself.
 * @throws DialerError `config-invalid` for an address that only JsSIP's grammar refuses
 */
export async function createUa(
  options: ResolvedSipPhoneOptions,
  { socket, instanceId }: { readonly socket: SipSocket; readonly instanceId: string },
): Promise<JsSipUa> {
  const { UA } = await loadJsSip();
  try {
    const ua = new UA({
      uri: options.uri,
      sockets: [socket],
      instance_id: instanceId,
      display_name: options.displayName ?? null,
      authorization_user: options.authorizationUser ?? null,
      user_agent: 'Dialdeck',
      register: false,
      register_expires: options.registerEverySeconds,
      // Refreshes that fail or time out would end calls; the server supervises them.
      session_timers: false,
      // Whoever calls decides how long it rings here.
      no_answer_timeout: 180,
      connection_recovery_min_interval: never,
      connection_recovery_max_interval: never,
    });
    keepPasswordForOtherRealms(ua);
    answerDroppedRequests(ua);
    return ua;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DialerError('config-invalid', `createSipPhone: the SIP account cannot be used. ${why}`, { cause });
  }
}
