/** Tells the router where the other end of the call is. */
export type AimNat = (port: number) => void;

/** No address that anything answers at (RFC 5737): what is behind the router cannot be reached but through it. */
const unreachable = '192.0.2.1';

/**
 * The connection of a page behind a router, whatever the library: it sends to the router's port what it would have sent
 * to the other end, and the other end learns where the page is only from the packets that arrive.
 */
export const connectionBehind = (nat: number, aim: AimNat): typeof RTCPeerConnection =>
  class extends RTCPeerConnection {
    override get localDescription(): RTCSessionDescription | null {
      const local = super.localDescription;
      return local && new RTCSessionDescription({ type: local.type, sdp: hidden(local.sdp) });
    }

    override setRemoteDescription(description?: RTCSessionDescriptionInit): Promise<void> {
      const { type = 'answer', sdp = '' } = description ?? {};
      const [, port] = /^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+) typ host/im.exec(sdp) ?? [];
      if (port !== undefined) aim(Number(port));
      return super.setRemoteDescription({ type, sdp: through(sdp, nat) });
    }
  };

const hidden = (sdp: string): string =>
  sdp
    .replace(/^(a=candidate:\S+ \d+ \S+ \d+) \S+/gm, `$1 ${unreachable}`)
    .replace(/^(c=IN IP4) \S+/gm, `$1 ${unreachable}`);

const through = (sdp: string, port: number): string =>
  sdp.replace(/^(a=candidate:\S+ \d+ \S+ \d+ 127\.0\.0\.1) \d+/gim, `$1 ${port}`);
