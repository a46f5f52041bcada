import type { LineTicket } from '../../phone/phone.js';
import type { JsSipMessage } from './jssip-surface.js';
import type { LineCore } from './line-core.js';

/**
 * With what another page can take up a line that was just answered, when the far end knows Replaces (RFC 3891 section
 * 6.2: it says so in Supported). Called again as it was called first; one who called us, where the server says they are.
 * @param response the 200, when we called
 */
export function ticketOf({ session, context }: LineCore, response: JsSipMessage | undefined): LineTicket | undefined {
  const id = session?._dialog?.id;
  if (!id || context.options.resumeCalls === 'never') return undefined;
  const supported = (response ?? session._request).getHeader('Supported') ?? '';
  if (!/(^|,)\s*replaces\s*(,|$)/i.test(supported)) return undefined;
  const target = response ? session._request.ruri.toString() : session.remote_identity.uri.toAor(true);
  return { callId: id.call_id, localTag: id.local_tag, remoteTag: id.remote_tag, target };
}
