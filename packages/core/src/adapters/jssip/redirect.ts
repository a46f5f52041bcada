import type { CallEnd } from '../../calls/call-state.js';
import { targetOf } from './call-request.js';
import { finish, type LineCore } from './line-core.js';
import { hostOf } from './outgoing-line.js';

/**
 * Sends a caller elsewhere before anybody answers: SIP 302 (RFC 3261 section 21.3.3).
 * @throws DialerError `number-invalid`
 */
export function redirectLine(core: LineCore, target: string): void {
  const uri = targetOf(target, hostOf(core.context.options.uri));
  if (core.phase !== 'early') return;
  const sip = { code: 302, phrase: 'Moved Temporarily' };
  const how: CallEnd = { reason: 'declined', by: 'local', sip, redirectedTo: target };
  core.wanted = how;
  core.session?.terminate({ status_code: 302, extraHeaders: [`Contact: <${uri}>`] });
  finish(core, how);
}
