import type { TransferStep } from '../../calls/transfer-state.js';
import { DialerError, errorInfoOf } from '../../errors.js';
import type { Line, TransferOptions } from '../../phone/phone.js';
import { headerLinesOf, targetOf } from './call-request.js';
import type { JsSipReferNews, JsSipReferOptions } from './jssip-surface.js';
import { coresOfLines } from './line-controls.js';
import { end, type LineCore, say } from './line-core.js';
import { hostOf } from './outgoing-line.js';
import { plainText } from './plain-text.js';

/** Milliseconds to wait for the result of a transfer. */
const limitMs = 60_000;

const underWay = new WeakSet<LineCore>();

/**
 * Asks the far end of a line to call somebody else (REFER, RFC 3515), or to take our place in another call of ours
 * (Replaces, RFC 3891). Hangs up when that worked.
 * @throws DialerError `transfer-failed`, `transfer-timeout`, `transfer-pending`, `number-invalid`, `header-invalid`, `call-not-active`
 */
export async function referLine(
  core: LineCore,
  target: string | Line,
  { headers }: TransferOptions = {},
): Promise<void> {
  if (underWay.has(core)) throw new DialerError('transfer-pending', 'The line is being transferred already.');
  const host = hostOf(core.context.options.uri);
  const extraHeaders = headerLinesOf({ headers }, host);
  const goal = typeof target === 'string' ? { uri: targetOf(target, host) } : goalOf(target);
  const step: TransferStep = {
    status: 'asked',
    target: typeof target === 'string' ? target : target.remote.number,
    consulted: typeof target !== 'string',
  };
  underWay.add(core);
  try {
    await refer(core, { ...goal, extraHeaders, asked: step });
  } finally {
    underWay.delete(core);
  }
}

/** Whom to call, and which call to replace there: the tags as the one who is called knows them, whoever called whom. */
function goalOf(line: Line): Pick<Referral, 'uri' | 'replaces'> {
  const { session } = coresOfLines.get(line) ?? {};
  const id = session?._dialog?.id;
  if (session === undefined || id === undefined) {
    throw new DialerError('call-not-active', 'The line to transfer to is not being talked on.');
  }
  return {
    uri: session.remote_identity.uri.toAor(true),
    replaces: { _request: { call_id: id.call_id }, _to_tag: id.remote_tag, _from_tag: id.local_tag },
  };
}

interface Referral extends Pick<JsSipReferOptions, 'extraHeaders' | 'replaces'> {
  readonly uri: string;
  readonly asked: TransferStep;
}

function refer(core: LineCore, { uri, asked, ...options }: Referral): Promise<void> {
  return new Promise((resolve, reject) => {
    const outcome = followOutcome(core, { resolve, reject });
    outcome.tell(asked);
    const sent = core.session?.refer(uri, { ...options, eventHandlers: handlersOf(outcome) });
    if (!sent) outcome.fail('transfer-failed', { why: 'The call is not up yet.' });
  });
}

/** How one transfer comes out: once, and whatever comes later is not heard. */
interface Outcome {
  tell(step: TransferStep): void;
  willing(): void;
  done(): void;
  fail(code: 'transfer-failed' | 'transfer-timeout', how: { readonly why: string; readonly sip?: SipStatus }): void;
}

interface Settle {
  readonly resolve: () => void;
  readonly reject: (error: DialerError) => void;
}

function followOutcome(core: LineCore, { resolve, reject }: Settle): Outcome {
  let open = true;
  let agreed = false;

  function settle(finish: () => void): void {
    if (!open) return;
    open = false;
    stopClock();
    finish();
  }

  const notActive = () => reject(new DialerError('call-not-active', 'The call ended before it was transferred.'));
  // A far end that was willing may hang up before it tells how it went (RFC 5589 section 6.1): it is gone.
  core.cleanups.push(() => settle(agreed && core.wanted === undefined ? resolve : notActive));

  const outcome: Outcome = {
    tell: (step) => open && say(core, { type: 'transfer', step }),
    willing() {
      agreed = true;
      outcome.tell({ status: 'accepted' });
    },
    done() {
      outcome.tell({ status: 'done' });
      settle(() => {
        end(core, { reason: 'hung-up', by: 'local' });
        resolve();
      });
    },
    fail(code, { why, sip }) {
      const error = new DialerError(code, why);
      outcome.tell({ status: 'failed', error: errorInfoOf(error), ...(sip && { sip }) });
      settle(() => reject(error));
    },
  };
  const stopClock = core.context.options.clock.after(limitMs, () =>
    outcome.fail('transfer-timeout', { why: 'No result of the transfer came within 60 seconds.' }),
  );
  return outcome;
}

function handlersOf({ tell, willing, done, fail }: Outcome): JsSipReferOptions['eventHandlers'] {
  /** A subscription that ends without a result leaves nobody to wait for. */
  const provisional = (news: JsSipReferNews, step?: TransferStep) => {
    if (/^\s*terminated/i.test(news.request.getHeader('Subscription-State') ?? '')) {
      fail('transfer-failed', {
        why: 'The far end no longer tells how the transfer goes.',
        sip: sipOf(news.status_line),
      });
    } else if (step !== undefined) tell(step);
  };

  return {
    requestSucceeded: willing,
    requestFailed({ response, cause }) {
      if (response === null) return fail('transfer-failed', { why: `The far end cannot be asked: ${cause}.` });
      const sip = sipOf(response);
      fail('transfer-failed', { why: `The far end does not transfer: SIP ${sip.code} ${sip.phrase}.`, sip });
    },
    trying: (news) => provisional(news),
    progress: (news) => provisional(news, { status: 'ringing' }),
    accepted: done,
    failed({ status_line }) {
      const sip = sipOf(status_line);
      fail('transfer-failed', { why: `The target answered the transfer with SIP ${sip.code} ${sip.phrase}.`, sip });
    },
  };
}

interface SipStatus {
  readonly code: number;
  readonly phrase: string;
}

const sipOf = (status: { readonly status_code?: number; readonly reason_phrase?: string }): SipStatus => ({
  code: Number(status.status_code ?? 0),
  phrase: plainText(status.reason_phrase ?? ''),
});
