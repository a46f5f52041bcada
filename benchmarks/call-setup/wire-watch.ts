/** When things happened on the wire of one call, by `performance.now()`; the same eyes for every contender. */
export interface WireTimes {
  readonly invite: number;
  readonly answer: number;
  /** First inbound packet of audio seen. */
  readonly audio: number;
}

const connections: RTCPeerConnection[] = [];
let watch = createWatch();

function createWatch() {
  let answered = (_at: number) => {};
  const answer = new Promise<number>((resolve) => {
    answered = resolve;
  });
  return { invite: undefined as number | undefined, answer, answered };
}

const isInvite = (data: unknown): boolean => typeof data === 'string' && data.startsWith('INVITE ');
const isAnswer = (data: unknown): boolean =>
  typeof data === 'string' && data.startsWith('SIP/2.0 200') && /^CSeq: *\d+ INVITE/im.test(data);

/** Has to run before any library opens a socket or a connection. */
export function installEyes(): void {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (isInvite(data)) watch.invite ??= performance.now();
    send.call(this, data);
  };
  const Plain = WebSocket;
  globalThis.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // Before the library's own handler, which is set later.
      this.addEventListener('message', ({ data }) => {
        if (isAnswer(asText(data))) watch.answered(performance.now());
      });
    }
  };
  const Connection = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

const asText = (data: unknown): unknown => (data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data);

export function startWatching(): void {
  watch = createWatch();
  // A connection may be there before its call.
  const unused = connections.filter((pc) => pc.signalingState === 'stable' && pc.localDescription === null);
  connections.splice(0, connections.length, ...unused);
}

/** Resolves once the audio flows in. @throws Error when none came within 10 s of the answer */
export async function awaitAudio(): Promise<WireTimes> {
  // Statistics are asked for after the answer only, so that asking slows nobody's call down.
  const answer = await watch.answer;
  const audio = await firstPacket();
  if (watch.invite === undefined) throw new Error('an answer came, but no INVITE was seen');
  return { invite: watch.invite, answer, audio };
}

async function firstPacket(): Promise<number> {
  const limit = performance.now() + 10_000;
  while (performance.now() < limit) {
    for (const pc of connections) {
      for (const stats of (await pc.getStats()).values()) {
        if (stats.type === 'inbound-rtp' && stats.packetsReceived > 0) return performance.now();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('no audio came within 10 s');
}
