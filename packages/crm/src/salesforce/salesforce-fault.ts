import { CrmError } from '@dialdeck/core/crm';
import type { OpenCtiResponse } from './open-cti.js';

const signedOut = /SESSION|UNAUTHORIZED|LOGIN/i;
const refused = /INSUFFICIENT|INVALID|REQUIRED|FIELD_|STRING_TOO_LONG|NOT_FOUND|MALFORMED|VALIDATION|PERMISSION/i;

/** What went wrong, by the codes of the Salesforce API; what is unknown is tried again. */
export function faultOf({ errors }: OpenCtiResponse): CrmError {
  const words = (errors ?? [])
    .map(({ code = '', description = '' }) => `${code} ${description}`)
    .join('; ')
    .slice(0, 300);
  const kind = signedOut.test(words) ? 'signed-out' : refused.test(words) ? 'refused' : 'later';
  return new CrmError(kind, `Salesforce: ${words || 'failed without a reason'}`);
}
