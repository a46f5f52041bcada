import { endOf, failedEnd } from './call-end.js';
import type { JsSipEnd, JsSipMessage, JsSipOffer, JsSipSession, JsSipUa } from './jssip-surface.js';
import { finish, type LineCore, mediaFailed, say } from './line-core.js';
import { ticketOf } from './line-ticket.js';
import { oweCancel } from './owed-cancel.js';
import { createReoffers } from './reoffers.js';
import { guardSession, type SelfEnding } from './session-guards.js';

/** Makes a line follow a JsSIP session. */
export function followSession(core: LineCore, ua: JsSipUa, session: JsSipSession): void {
  const { online, options } = core.context;
  const caller = core.direction === 'outgoing';
  const reoffers = createReoffers({ ua, session, clock: options.clock, caller, online });
  const guard = guardSession(session, (why) => keep(core, why));
  Object.assign(core, { session, guard, reoffers });
  core.cleanups.push(reoffers.stop, () => delete ua._sessions[session.id]);
  listen(core, ua, session);
  if (caller) oweCancel(core, ua, session);
}

function listen(core: LineCore, ua: JsSipUa, session: JsSipSession): void {
  const over = (event: JsSipEnd) => {
    const { direction, phase, rang } = core;
    if (phase === 'early' && core.wanted === undefined && core.tryAgain?.(event)) return;
    finish(core, core.wanted ?? endOf(event, { direction, answered: phase === 'active', rang }));
  };
  const remoteHold = (held: boolean) => (event: { readonly originator: string }) => {
    if (event.originator === 'remote') say(core, { type: 'held', held, by: 'remote' });
  };
  session.on('progress', ({ originator, response }) => {
    if (originator === 'remote' && response !== null) progressed(core, response);
  });
  session.on('accepted', ({ response }) => answered(core, response));
  session.on('ended', over);
  session.on('failed', over);
  session.on('hold', remoteHold(true));
  session.on('unhold', remoteHold(false));
  session.on('muted', () => say(core, { type: 'muted', muted: true }));
  session.on('unmuted', () => say(core, { type: 'muted', muted: false }));
  session.on('reinvite', (offer) => refuseCollision(core, offer));
  session.on('update', (offer) => offer.request.body && refuseCollision(core, offer));
  // Who may make this phone dial or replace a call is a decision of the host, not of the far end.
  const { allowTransfer, allowReplaces } = core.context.options;
  session.on('refer', (order) => {
    if (allowTransfer === undefined) return order.reject();
    import('./take-orders.js').then(({ takeOrders }) => takeOrders(core, ua, order)).catch(order.reject);
  });
  session.on('replaces', ({ accept, reject }) => {
    if (allowReplaces === true) core.context.answerNext(() => accept());
    else reject();
  });
}

/** JsSIP answers 491 and then applies the offer all the same; refusing it here keeps ours. */
function refuseCollision({ reoffers }: LineCore, { reject }: JsSipOffer): void {
  if (reoffers?.inFlight) reject({ status_code: 491 });
}

function progressed(core: LineCore, response: JsSipMessage): void {
  const earlyMedia = Boolean(response.body);
  if (!earlyMedia && response.status_code !== 180) return;
  core.rang = true;
  say(core, { type: 'ringing', earlyMedia });
}

function answered(core: LineCore, response: JsSipMessage | undefined): void {
  if (core.phase !== 'early') return;
  core.phase = 'active';
  core.ticket = ticketOf(core, response);
  say(core, { type: 'answered' });
  if (core.media?.current !== undefined) say(core, { type: 'media', media: core.media.current });
}

/** Whether a call goes on that JsSIP would end by itself. */
function keep(core: LineCore, why: SelfEnding): boolean {
  if (core.phase === 'ended') return false;
  // Audio that flowed once is won back, or given up, by the recovery.
  if (why === 'media-failed' && core.phase === 'active' && core.media?.current !== undefined) return true;
  if (why === 'media-failed') core.wanted ??= mediaFailed();
  if (core.phase === 'active') {
    if (why === 'dialog-gone') core.wanted ??= { reason: 'hung-up', by: 'system' };
    if (why === 'dialog-gone' || why === 'media-failed') return false;
    core.reoffers?.refused();
    return true;
  }
  if (why === 'timeout') core.wanted ??= failedEnd('call-timeout', 'No SIP answer came within 32 seconds.');
  if (why === 'connection-error') core.wanted ??= failedEnd('connection-lost', 'The connection to the server broke.');
  return false;
}
