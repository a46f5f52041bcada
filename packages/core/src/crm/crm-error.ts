import { type ErrorInfo, isDialerError } from '../errors.js';

/**
 * How a CRM failed, as far as it matters to the dialer:
 *
 * - `later`: down, busy or unreachable; tried again by itself
 * - `refused`: will never take this as it is; kept and shown until it changes or somebody retries
 * - `signed-out`: nothing can be delivered until somebody signs in
 */
export type CrmErrorKind = 'later' | 'refused' | 'signed-out';

/** What an adapter throws. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  /** How long the CRM asked to be left alone, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly kind: CrmErrorKind,
    message: string,
    options?: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown },
  ) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** A failure that was understood. */
export interface CrmFault {
  readonly kind: CrmErrorKind;
  readonly error: ErrorInfo;
  readonly retryAfterMs?: number | undefined;
}

/** A CRM that asks for more patience than a day is asked again after a day. */
const longestPatienceMs = 86_400_000;

/** Understands whatever an adapter threw. What is unknown is tried again: nothing is given up by mistake. */
export function crmFaultOf(thrown: unknown): CrmFault {
  const message = messageOf(thrown);
  if (isDialerError(thrown, 'crm-answer-invalid')) {
    return { kind: 'refused', error: { code: 'crm-answer-invalid', message } };
  }
  if (isDialerError(thrown)) return { kind: 'later', error: { code: thrown.code, message } };
  // Read field by field: an adapter may carry another copy of this package, or throw what its HTTP client threw.
  const { kind, status, retryAfterMs } = Object(thrown) as Readonly<Record<string, unknown>>;
  const patience = typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? retryAfterMs : undefined;
  if (isKind(kind)) return faultOf(kind, message, patience);
  return faultOf(isHttpStatus(status) ? kindOfStatus(status) : 'later', message, patience);
}

const isKind = (value: unknown): value is CrmErrorKind =>
  value === 'later' || value === 'refused' || value === 'signed-out';

const isHttpStatus = (value: unknown): value is number => typeof value === 'number' && value >= 400 && value <= 599;

/**
 * The error behind an HTTP answer that is not 2xx, with its `Retry-After` (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function crmErrorOfResponse(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  now: number = Date.now(),
): CrmError {
  const retryAfterMs = retryAfterOf(headers.get('retry-after'), now);
  return new CrmError(kindOfStatus(status), `The CRM answered ${status}.`, { retryAfterMs });
}

/** 409 and 423 mean that the CRM is busy with this very call; a 403 does not get better by itself. */
function kindOfStatus(status: number): CrmErrorKind {
  if (status === 401) return 'signed-out';
  return status >= 500 || [408, 409, 423, 425, 429].includes(status) ? 'later' : 'refused';
}

function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const codes = { later: 'crm-unavailable', refused: 'crm-refused', 'signed-out': 'crm-signed-out' } as const;

function faultOf(kind: CrmErrorKind, message: string, retryAfterMs?: number): CrmFault {
  const error = { code: codes[kind], message };
  return retryAfterMs === undefined
    ? { kind, error }
    : { kind, error, retryAfterMs: Math.min(retryAfterMs, longestPatienceMs) };
}

/** Words of a stranger: kept short, because they are stored with the call. */
function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  return text.slice(0, 300) || 'The CRM failed without a reason.';
}
