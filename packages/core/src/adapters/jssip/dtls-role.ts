/**
 * Keeps the DTLS role of an answer to a change. While the association stays (same fingerprint) the role must stay
 * too (RFC 8842 section 5.3), but a media relay that saw two offers collide forgets it, and the browser then refuses
 * every description to come.
 * @returns the description to use instead of `answer`
 */
export function keepDtlsRole(
  answer: string,
  pc: Pick<RTCPeerConnection, 'currentRemoteDescription' | 'currentLocalDescription'>,
): string {
  const before = pc.currentRemoteDescription?.sdp;
  if (before === undefined || fingerprintOf(before) === undefined || fingerprintOf(before) !== fingerprintOf(answer)) {
    return answer;
  }
  const role =
    setupOf(before) === 'actpass' ? opposite[setupOf(pc.currentLocalDescription?.sdp ?? '')] : setupOf(before);
  return role === 'active' || role === 'passive' ? answer.replace(/^a=setup:\w+/gm, `a=setup:${role}`) : answer;
}

const opposite: Readonly<Record<string, string>> = { active: 'passive', passive: 'active' };

const setupOf = (sdp: string): string => /^a=setup:(\w+)/m.exec(sdp)?.[1] ?? '';

const fingerprintOf = (sdp: string): string | undefined => /^a=fingerprint:(.+?)\s*$/m.exec(sdp)?.[1];
