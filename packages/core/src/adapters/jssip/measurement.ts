import type { AudioMeasurement } from '../../phone/phone.js';

type Stats = Readonly<Record<string, unknown>>;

/** Reads the running totals of a connection's audio (webrtc-stats), or `undefined` when nothing was counted yet. */
export async function measureAudio(pc: RTCPeerConnection): Promise<AudioMeasurement | undefined> {
  if (pc.connectionState === 'closed' || pc.connectionState === 'new') return undefined;
  const all: Stats[] = [];
  for (const stats of (await pc.getStats()).values()) all.push(stats as Stats);
  const find = (type: string) => all.find((stats) => stats['type'] === type && (stats['kind'] ?? 'audio') === 'audio');
  const received = find('inbound-rtp');
  const sent = find('outbound-rtp');
  if (received === undefined && sent === undefined) return undefined;
  const source = find('media-source');
  const concealed = numberOf(received?.['concealedSamples']);
  const pair = all.find((stats) => stats['type'] === 'candidate-pair' && stats['nominated'] === true);
  return {
    packetsSent: numberOf(sent?.['packetsSent']) ?? 0,
    packetsReceived: numberOf(received?.['packetsReceived']) ?? 0,
    packetsLost: numberOf(received?.['packetsLost']) ?? 0,
    energySent: numberOf(source?.['totalAudioEnergy']) ?? 0,
    energyReceived: numberOf(received?.['totalAudioEnergy']) ?? 0,
    roundTripTime: numberOf(find('remote-inbound-rtp')?.['roundTripTime'] ?? pair?.['currentRoundTripTime']),
    jitter: numberOf(received?.['jitter']),
    concealedSamples: concealed && concealed - (numberOf(received?.['silentConcealedSamples']) ?? 0),
    totalSamplesReceived: numberOf(received?.['totalSamplesReceived']),
    jitterBufferDelay: numberOf(received?.['jitterBufferDelay']),
    jitterBufferEmittedCount: numberOf(received?.['jitterBufferEmittedCount']),
    microphoneLevel: numberOf(source?.['audioLevel']),
  };
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
