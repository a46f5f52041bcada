import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateMos } from '../../calls/quality.js';
import { sampleBetween } from '../../calls/quality-sample.js';
import type { AudioMeasurement } from '../../phone/phone.js';
import { measureAudio } from './measurement.js';

type Recorded = Readonly<Record<string, unknown>>;

/** What Chromium said in the fourth and the fifth second of a call over the loopback interface. */
const recorded: { readonly first: readonly Recorded[]; readonly second: readonly Recorded[] } = JSON.parse(
  readFileSync(new URL('recorded/chromium-stats.json', import.meta.url), 'utf8'),
);

/** A connection that has counted this. */
const connection = (stats: readonly Recorded[], connectionState = 'connected') =>
  ({
    connectionState,
    getStats: async () => new Map(stats.map((each) => [each['id'], each])),
  }) as unknown as RTCPeerConnection;

async function measured(change: (stats: Recorded) => Recorded = (stats) => stats) {
  const of = async (stats: readonly Recorded[]) => (await measureAudio(connection(stats))) as AudioMeasurement;
  return sampleBetween(await of(recorded.first), await of(recorded.second.map(change)), 1);
}

const received = (fields: (stats: Recorded) => Recorded) => (stats: Recorded) =>
  stats['type'] === 'inbound-rtp' ? { ...stats, ...fields(stats) } : stats;

describe('the statistics of Chromium', () => {
  it('say that a call in one machine is as good as a call can be', async () => {
    const { packets, input, microphone } = await measured();
    expect(packets).toBeGreaterThanOrEqual(49);
    expect(packets).toBeLessThanOrEqual(51);
    expect(input.loss).toBe(0);
    expect(input.rttMs).toBeLessThan(5);
    expect(input.bufferMs, 'the buffer really kept it a moment').toBeGreaterThan(10);
    expect(input.bufferMs).toBeLessThan(60);
    expect(microphone).toBe('sound');
    expect(estimateMos(input)).toBeGreaterThan(4.3);
  });

  it('show packets that never came', async () => {
    const { input } = await measured(received(() => ({ packetsLost: 5 })));
    expect(input.loss).toBeCloseTo(5 / 55, 2);
  });

  it('show packets that came too late, which nobody counts as lost', async () => {
    const { input } = await measured(received(() => ({ concealedSamples: 4_800 })));
    expect(input.loss).toBeCloseTo(0.1, 2);
  });

  it('do not take the silence of somebody who pauses for loss', async () => {
    const { input } = await measured(received(() => ({ concealedSamples: 4_800, silentConcealedSamples: 4_800 })));
    expect(input.loss).toBe(0);
  });

  it('show a microphone that is switched off', async () => {
    const [before] = recorded.first.filter(({ type }) => type === 'media-source');
    const { microphone } = await measured((stats) =>
      stats['type'] === 'media-source' ? { ...stats, totalAudioEnergy: before?.['totalAudioEnergy'] } : stats,
    );
    expect(microphone).toBe('silence');
  });

  it('say nothing of a connection that is not there yet', async () => {
    expect(await measureAudio(connection(recorded.first, 'new'))).toBeUndefined();
    expect(await measureAudio(connection([]))).toBeUndefined();
  });
});
