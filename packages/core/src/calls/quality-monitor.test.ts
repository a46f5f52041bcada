import { describe, expect, it } from 'vitest';
import type { AudioMeasurement } from '../phone/phone.js';
import { freshMonitor, judge, type QualityMonitor, rest, summaryOf } from './quality-monitor.js';

interface Second {
  readonly rttMs?: number;
  readonly jitterMs?: number;
  readonly lost?: number;
  readonly packets?: number;
  readonly muted?: boolean;
  readonly deaf?: boolean;
}

/** A call, one second after the other. */
function listen() {
  let monitor: QualityMonitor = freshMonitor;
  let at = 1_000;
  let total: AudioMeasurement = {
    packetsSent: 0,
    packetsReceived: 0,
    packetsLost: 0,
    energySent: 0,
    energyReceived: 0,
    microphoneLevel: 0,
  };
  monitor = judge(monitor, { measurement: total, at, muted: false });
  const hear = (second: Second, times = 1) => {
    for (let i = 0; i < times; i++) {
      const { rttMs = 40, jitterMs = 2, lost = 0, packets = 50, muted = false, deaf = false } = second;
      at += 1_000;
      total = {
        ...total,
        packetsReceived: total.packetsReceived + packets,
        packetsLost: total.packetsLost + lost,
        energySent: total.energySent + (deaf ? 0 : 0.01),
        roundTripTime: rttMs / 1_000,
        jitter: jitterMs / 1_000,
      };
      monitor = judge(monitor, { measurement: total, at, muted });
    }
    return monitor;
  };
  return {
    hear,
    hold: () => {
      monitor = rest(monitor);
      return monitor;
    },
    sleep: (ms: number) => {
      at += ms - 1_000;
      return hear({ packets: 0 });
    },
  };
}

describe('a warning', () => {
  it.each([
    ['high-rtt', { rttMs: 401 }],
    ['high-jitter', { jitterMs: 31 }],
    ['high-loss', { lost: 1 }],
  ] as const)('%s comes with the third bad second of five and goes with five good ones', (code, bad) => {
    const { hear } = listen();
    expect(hear(bad, 2).warnings).not.toContain(code);
    hear({}, 2);
    expect(hear(bad).warnings).toContain(code);
    expect(hear({}, 4).warnings, 'one of the last five was bad').toContain(code);
    expect(hear({}).warnings).toEqual([]);
  });

  it('does not come for two bad seconds', () => {
    const { hear } = listen();
    hear({ lost: 20 }, 2);
    expect(hear({}, 5).warnings).toEqual([]);
  });

  it('says that the call sounds poor', () => {
    const { hear } = listen();
    expect(hear({ lost: 10 }, 3)).toMatchObject({ quality: { band: 'poor' } });
    expect(hear({ lost: 10 }).warnings).toEqual(['high-loss', 'low-mos']);
  });

  it('comes after three seconds in which nothing arrived, and goes with the first packet', () => {
    const { hear } = listen();
    expect(hear({ packets: 0 }, 2).warnings).toEqual([]);
    expect(hear({ packets: 0 }).warnings).toEqual(['no-inbound-audio']);
    expect(hear({ packets: 1 }).warnings).toEqual([]);
  });

  it('does not come because the laptop was shut for an hour', () => {
    expect(listen().sleep(3_600_000).warnings).toEqual([]);
  });

  it('comes after ten seconds of a dead microphone, but not of a muted one', () => {
    const { hear } = listen();
    expect(hear({ deaf: true }, 9).warnings).toEqual([]);
    expect(hear({ deaf: true }).warnings).toEqual(['microphone-silent']);
    expect(hear({ deaf: true, muted: true }).warnings).toEqual([]);
    expect(hear({ deaf: true, muted: true }, 30).warnings).toEqual([]);
  });

  it('is over when the call goes on hold, and none comes before three seconds after it', () => {
    const { hear, hold } = listen();
    hear({ rttMs: 900 }, 5);
    expect(hold().warnings).toEqual([]);
    hear({ rttMs: 900 });
    expect(hear({ rttMs: 900 }, 2).warnings).toEqual([]);
  });
});

describe('how a call sounds', () => {
  it('is the mean of five seconds, so that one bad second does not change the word', () => {
    const { hear } = listen();
    expect(hear({}, 5).quality).toEqual({ mos: 4.4, band: 'good', rttMs: 40, jitterMs: 2, loss: 0 });
    expect(hear({ lost: 2 }).quality).toMatchObject({ band: 'good', loss: 0.008 });
  });

  it('is unknown until something was heard, and stands still while nothing arrives', () => {
    const { hear } = listen();
    expect(hear({ packets: 0 }, 2).quality).toBeUndefined();
    const { quality } = hear({}, 5);
    expect(hear({ packets: 0 }, 5).quality).toEqual(quality);
  });
});

describe('the summary of a call', () => {
  it('is nothing for a call that was never heard', () => {
    expect(summaryOf(freshMonitor)).toBeUndefined();
    expect(summaryOf(listen().hear({ packets: 0 }, 5))).toBeUndefined();
  });

  it('counts the seconds that were talked, not those on hold, and keeps the worst', () => {
    const { hear, hold } = listen();
    hear({}, 10);
    hear({ lost: 10, rttMs: 500 }, 5);
    hold();
    hear({});
    const summary = summaryOf(hear({}, 5));
    expect(summary).toMatchObject({ seconds: 20, rttMs: 155, jitterMs: 2 });
    expect(summary?.mosMin).toBeLessThan(3);
    expect(summary?.mosMean).toBeGreaterThan(3.5);
    expect(summary?.loss).toBeCloseTo((5 * 10) / 60 / 20, 3);
  });
});
