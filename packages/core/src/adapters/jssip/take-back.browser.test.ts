/// <reference types="mocha" />
import { expectThat } from '../../testing/contract.js';
import { takeOfferBack } from './take-back.js';

const context = new AudioContext();
const open: RTCPeerConnection[] = [];
afterEach(() => {
  for (const pc of open.splice(0)) pc.close();
});

function speaker(): RTCPeerConnection {
  const pc = new RTCPeerConnection();
  const tone = new OscillatorNode(context);
  const { stream } = tone.connect(new MediaStreamAudioDestinationNode(context)) as MediaStreamAudioDestinationNode;
  tone.start();
  for (const track of stream.getTracks()) pc.addTrack(track, stream);
  open.push(pc);
  return pc;
}

/** What crosses the wire says another direction than the browser thinks, as JsSIP does for hold. */
const saying = (description: RTCSessionDescription | null, direction: string): RTCSessionDescriptionInit => ({
  type: description?.type ?? 'offer',
  sdp: description?.sdp.replace(/a=(sendrecv|sendonly|recvonly|inactive)/, `a=${direction}`) ?? '',
});

async function agree(from: RTCPeerConnection, to: RTCPeerConnection, [offered, answered] = ['sendrecv', 'sendrecv']) {
  await from.setLocalDescription();
  await to.setRemoteDescription(saying(from.localDescription, offered ?? ''));
  await to.setLocalDescription();
  await from.setRemoteDescription(saying(to.localDescription, answered ?? ''));
}

/** A track is unmuted by the first packet. */
async function becomes(track: MediaStreamTrack | undefined, muted: boolean): Promise<void> {
  while (track?.muted !== muted) await new Promise((resolve) => setTimeout(resolve, 20));
}

it('an agent whose hold was refused still hears after the far end has held and come back', async () => {
  const [near, far] = [speaker(), speaker()];
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
  await agree(far, near);
  const voice = near.getReceivers()[0]?.track;
  await becomes(voice, false);

  await near.setLocalDescription();
  await takeOfferBack(near, { restart: false });
  expectThat(near.signalingState === 'stable', 'stable', near.signalingState);
  await agree(far, near, ['inactive', 'inactive']);
  await becomes(voice, true);
  await agree(far, near);
  await becomes(voice, false);
});

it('a refused restart leaves the credentials as they were', async () => {
  const [near, far] = [speaker(), speaker()];
  await agree(near, far);
  const ufragOf = (sdp: string | undefined) => /a=ice-ufrag:(\S+)/.exec(sdp ?? '')?.[1];
  const before = ufragOf(near.currentLocalDescription?.sdp);
  await near.setLocalDescription(await near.createOffer({ iceRestart: true }));
  await takeOfferBack(near, { restart: true });
  expectThat(near.signalingState === 'stable', 'stable', near.signalingState);
  expectThat(ufragOf(near.currentLocalDescription?.sdp) === before, 'the same credentials');
});
