/** What a page may know of the browser it runs in. */
export function browserFacts(): Readonly<Record<string, string | boolean>> {
  const { navigator, document, isSecureContext, RTCPeerConnection } = globalThis;
  return {
    userAgent: navigator?.userAgent ?? '',
    language: navigator?.language ?? '',
    online: navigator?.onLine ?? true,
    visibility: document?.visibilityState ?? '',
    secure: isSecureContext ?? false,
    webrtc: RTCPeerConnection !== undefined,
  };
}

/** Kinds and labels of the audio devices; the ids stay here, they tell one visitor from another. */
export async function deviceNames(): Promise<readonly { readonly kind: string; readonly label: string }[]> {
  try {
    const devices = (await globalThis.navigator?.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind !== 'videoinput').map(({ kind, label }) => ({ kind, label }));
  } catch {
    return [];
  }
}
