import type { Party } from '../../phone/phone.js';
import { failedEnd } from './call-end.js';
import type { JsSipSession, JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import { createLiveLine, type LiveLine } from './live-line.js';
import { pcConfigOf } from './pc-config.js';
import { plainText } from './plain-text.js';

interface IncomingOptions {
  readonly ua: JsSipUa;
  readonly session: JsSipSession;
  readonly context: LineContext;
  /** What the server says of the caller, when it is trusted. */
  readonly party?: Partial<Party> | undefined;
}

/** A call that rings here. */
export function ringLine({ ua, session, context, party }: IncomingOptions): LiveLine {
  const { display_name: name, uri } = session.remote_identity;
  const remote = {
    number: plainText(uri.user ?? 'anonymous'),
    ...(name ? { name: plainText(name) } : {}),
    ...party,
  };
  let answering = false;
  const live = createLiveLine({ direction: 'incoming', remote, context, answer: () => void answer() });
  live.attach(ua, session);

  async function answer(): Promise<void> {
    if (answering) return;
    answering = true;
    live.connecting();
    const mediaStream = await live.openMicrophone();
    if (mediaStream === undefined) return;
    try {
      session.on('peerconnection', ({ peerconnection }) => live.attachConnection(peerconnection));
      session.answer({ mediaStream, pcConfig: pcConfigOf(context.options) });
    } catch (error) {
      // JsSIP has stopped its own timer by now: without an answer the caller would hear ringing for ever.
      const why = error instanceof Error ? error.message : String(error);
      live.end(failedEnd('media-failed', `The browser could not open the audio of the call: ${why}`), 488);
    }
  }
  return live;
}
