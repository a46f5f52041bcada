import { keepDtlsRole } from './dtls-role.js';

/**
 * Ends an offer that the far end refused: what both sides had agreed on before goes on.
 *
 * A rollback (RFC 8829 section 4.1.10.2) would say just that, but Chromium up to 156 never unmutes a receiver again
 * that was rolled back once: after the next hold by the far end the agent hears nothing. So the offer is completed
 * with what the far end said last. Only a restart is rolled back, because its new credentials must not come into use.
 */
export async function takeOfferBack(pc: RTCPeerConnection, { restart }: { readonly restart: boolean }): Promise<void> {
  if (pc.signalingState !== 'have-local-offer') return;
  const agreed = pc.currentRemoteDescription;
  const completed = agreed !== null && !restart && (await complete(pc, agreed.sdp));
  if (!completed) await pc.setLocalDescription({ type: 'rollback' });
}

const complete = (pc: RTCPeerConnection, sdp: string): Promise<boolean> =>
  pc.setRemoteDescription({ type: 'answer', sdp: keepDtlsRole(sdp, pc) }).then(
    () => true,
    () => false,
  );
