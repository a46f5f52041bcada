import { failedEnd } from './call-end.js';
import type { JsSipRefer, JsSipSession, JsSipUa } from './jssip-surface.js';
import type { LineContext, LineCore } from './line-core.js';
import { createLiveLine } from './live-line.js';
import { pcConfigOf } from './pc-config.js';
import { plainText } from './plain-text.js';

/** Calls whom the far end of a line asks us to call (RFC 3515), when the policy of the host lets it. */
export async function takeOrders(core: LineCore, ua: JsSipUa, order: JsSipRefer): Promise<void> {
  const { context, remote } = core;
  const { uri } = order.request.refer_to;
  const target = plainText(uri.user ?? uri.host);
  if (!isAllowed(context, { from: remote, target, uri: uri.toAor(true) })) return order.reject();
  const live = createLiveLine({ direction: 'outgoing', remote: { number: target }, context, answer: () => {} });
  context.adopt(live);
  const mediaStream = await live.openMicrophone();
  if (mediaStream === undefined) return order.reject();
  let attached = false;
  const attach = (session: JsSipSession) => {
    attached = true;
    live.attach(ua, session);
  };
  try {
    order.accept(attach, {
      mediaStream,
      pcConfig: pcConfigOf(context.options),
      eventHandlers: { peerconnection: ({ peerconnection }) => live.attachConnection(peerconnection) },
    });
    // Nothing is sent for somebody who hung up while the microphone was opening.
    if (!attached) live.end({ reason: 'cancelled', by: 'remote' });
  } catch (error) {
    order.reject();
    live.end(failedEnd('media-failed', error instanceof Error ? error.message : String(error)));
  }
}

/** A policy that throws allows nothing. */
function isAllowed({ options }: LineContext, order: Parameters<NonNullable<typeof options.allowTransfer>>[0]): boolean {
  try {
    return options.allowTransfer?.(order) === true;
  } catch {
    return false;
  }
}
