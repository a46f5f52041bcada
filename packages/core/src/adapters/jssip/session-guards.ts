import { keepDtlsRole } from './dtls-role.js';
import { type JsSipMessage, type JsSipSession, type JsSipTerminateOptions, sessionStatus } from './jssip-surface.js';

/** Reasons for which JsSIP ends a call by itself. */
export type SelfEnding = 'reoffer-failed' | 'connection-error' | 'timeout' | 'dialog-gone' | 'media-failed';

export interface GuardedSession {
  /** Ends the session on the wire, in whatever way fits. Never throws. */
  terminate(statusCode?: number): void;
}

const selfEndings: Readonly<Record<string, SelfEnding>> = {
  'Hold Failed': 'reoffer-failed',
  'Unhold Failed': 'reoffer-failed',
  'Media Renegotiation Failed': 'reoffer-failed',
  'Connection Error': 'connection-error',
  'Request Timeout': 'timeout',
  'Dialog Error': 'dialog-gone',
  'RTP Timeout': 'media-failed',
};

/**
 * Cures the defects of a JsSIP session that lose or invent calls.
 * @param keep asked before JsSIP ends a call by itself; `true` keeps the call
 */
export function guardSession(session: JsSipSession, keep: (why: SelfEnding) => boolean): GuardedSession {
  const terminate = session.terminate.bind(session);
  session.terminate = (options: JsSipTerminateOptions = {}) => {
    const why = selfEndings[options.reason_phrase ?? ''];
    if (why === undefined || !keep(why)) terminate(options);
  };
  guardForks(session);
  session.on('sdp', (event) => {
    if (event.originator !== 'remote' || event.type !== 'answer' || session.connection === null) return;
    event.sdp = keepDtlsRole(event.sdp, session.connection);
  });

  let confirmed = false;
  session.on('confirmed', () => {
    confirmed = true;
  });

  return {
    terminate(statusCode) {
      const { status } = session;
      if (status === sessionStatus.terminated || status === sessionStatus.canceled) return;
      const end = () => quietly(() => terminate({ status_code: statusCode }));
      // Between a 200 and its ACK a BYE would overtake the ACK.
      if (status === sessionStatus.confirmed && !confirmed) return session.on('confirmed', end);
      end();
      // Without this, a 200 that crosses our CANCEL gets neither ACK nor BYE and the far end talks to nobody.
      if (status === sessionStatus.earlyAnswer) session._is_canceled = true;
    },
  };
}

function guardForks(session: JsSipSession): void {
  const acceptAndTerminate = session._acceptAndTerminate.bind(session);
  session._acceptAndTerminate = (...args) => {
    acceptAndTerminate(...args);
    // Stays reachable from the session for a repeated 200, but no longer counts as a dialog of the phone.
    session._dialog?.terminate();
  };
  const receive = session._receiveInviteResponse.bind(session);
  session._receiveInviteResponse = (response) => {
    if (isSecondAnswer(session, response)) endFork(session, response);
    else receive(response);
  };
}

/** Two phones answered one call: the second gets a 200 past the proxy. */
function isSecondAnswer({ _dialog }: JsSipSession, { status_code = 0, to_tag }: JsSipMessage): boolean {
  return status_code >= 200 && status_code < 300 && _dialog != null && _dialog.id.remote_tag !== to_tag;
}

/** JsSIP would send the BYE to the phone that answered first. */
function endFork(session: JsSipSession, response: JsSipMessage): void {
  const Dialog = session._dialog?.constructor as new (
    owner: JsSipSession,
    message: JsSipMessage,
    type: 'UAC',
  ) => NonNullable<JsSipSession['_dialog']> & { readonly error?: unknown };
  const fork = new Dialog(session, response, 'UAC');
  if (fork.error !== undefined) return;
  fork.sendRequest('ACK');
  fork.sendRequest('BYE');
  fork.terminate();
}

/** JsSIP throws when a session is already over. */
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // The session ended first, which is all that was wanted.
  }
}
