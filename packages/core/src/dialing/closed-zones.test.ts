import { describe, expect, it } from 'vitest';
import type { DialCheck } from '../intents/dial-check.js';
import { numberOf, withLeads } from '../testing/campaign-world.js';

/** Rules that close zones, and remember what they were asked. */
function closing(zones: readonly string[], nextOpenAt?: number) {
  const asked: { readonly zones: readonly string[]; readonly at: number | undefined }[] = [];
  const checked: string[] = [];
  const compliance: DialCheck = {
    async check({ number }) {
      checked.push(number);
      return { allowed: true };
    },
    async closedZones(candidates, at) {
      asked.push({ zones: candidates, at });
      return candidates.filter((zone) => zones.includes(zone)).map((zone) => ({ zone, nextOpenAt }));
    },
  };
  return { compliance, asked, checked };
}

/** As `withLeads`, the first of them in Tokyo. */
async function withTokyo(options: Parameters<typeof withLeads>[0]) {
  const world = await withLeads(options);
  const [first] = world.leads;
  if (first) await world.source.store.putLeads([{ ...first, timeZone: 'Asia/Tokyo' }]);
  return { ...world, dialed: (times: number) => expect.poll(() => world.phone.lines.length).toBe(times) };
}

describe('leads in a zone where it is night', () => {
  it('are not claimed, and keep their turn instead of being put off', async () => {
    const { compliance, checked } = closing(['Asia/Tokyo']);
    const { dialer, phone, source, leads, dialed } = await withTokyo({ compliance });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    expect(phone.lastLine.remote.number).toBe(numberOf(1));
    expect(await source.getLead(leads[0]?.id ?? '')).toMatchObject({ state: 'new', fence: 0 });
    expect(checked).not.toContain(numberOf(0));
  });

  it('are called as soon as the next minute opens their zone', async () => {
    const zones = ['Asia/Tokyo'];
    const { compliance, asked } = closing(zones);
    const { dialer, phone, clock, state, dialed } = await withTokyo({ compliance, leads: 1 });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await expect.poll(() => state()?.status).toBe('waiting');
    zones.pop();
    clock.advance(60_000);
    await dialed(1);
    expect(phone.lastLine.remote.number).toBe(numberOf(0));
    expect(asked.length).toBe(2);
  });

  it('tell the agent when the first of them may be called', async () => {
    const { compliance } = closing(['Asia/Tokyo'], 4_000_000_000_000);
    const { dialer, state } = await withTokyo({ compliance, leads: 1 });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await expect.poll(() => state()).toMatchObject({ status: 'waiting', nextDueAt: 4_000_000_000_000 });
  });

  it('are asked about once a minute, however many leads are claimed', async () => {
    const { compliance, asked } = closing([]);
    const { dialer, phone, dialed } = await withTokyo({ compliance });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    for (const times of [1, 2, 3]) {
      await dialed(times);
      phone.lastLine.end({ reason: 'busy', by: 'remote' });
    }
    expect(asked).toHaveLength(1);
    expect(asked[0]?.zones).toEqual(['Asia/Tokyo']);
  });

  it('are asked about one by one when nobody can say which zones are closed', async () => {
    const { compliance, checked } = closing([]);
    const failing = { ...compliance, closedZones: () => Promise.reject(new Error('no table')) };
    const { dialer, dialed } = await withTokyo({ compliance: failing });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    expect(checked).toContain(numberOf(0));
  });
});
