import { describe, expect, it } from 'vitest';
import { keepDtlsRole } from './dtls-role.js';

const sdp = (setup: string, fingerprint = 'sha-256 AA') =>
  `v=0\r\na=fingerprint:${fingerprint}\r\na=setup:${setup}\r\n`;
const connection = (remote: string, local: string) => ({
  currentRemoteDescription: { sdp: remote } as RTCSessionDescription,
  currentLocalDescription: { sdp: local } as RTCSessionDescription,
});

describe('an answer to a change of the call', () => {
  it.each([
    ['the far end answered before', sdp('active'), sdp('actpass'), 'active'],
    ['the far end offered before', sdp('actpass'), sdp('active'), 'passive'],
  ])('keeps the role when %s', (_, remote, local, role) => {
    const wrong = sdp(role === 'active' ? 'passive' : 'active');
    expect(keepDtlsRole(wrong, connection(remote, local))).toBe(sdp(role));
  });

  it('may choose anew with a new fingerprint', () => {
    const answer = sdp('passive', 'sha-256 BB');
    expect(keepDtlsRole(answer, connection(sdp('active'), sdp('actpass')))).toBe(answer);
  });

  it('that is the first is left alone', () => {
    expect(keepDtlsRole(sdp('active'), { currentRemoteDescription: null, currentLocalDescription: null })).toBe(
      sdp('active'),
    );
  });
});
