import { describe, expect, it } from 'vitest';
import { connected } from '../testing/connected-dialer.js';

describe('do not disturb', () => {
  it('lets callers hear busy, rings nowhere, and leaves a record of each', async () => {
    const { dialer, phone } = await connected();
    dialer.setDoNotDisturb(true);
    expect(dialer.state.snapshot.doNotDisturb).toBe(true);
    const line = phone.ring({ number: '3125550178' });
    expect(line.commands).toEqual(['reject 486']);
    expect(dialer.state.snapshot.calls).toEqual([]);
    await expect.poll(async () => (await dialer.records.search()).records).toMatchObject([{ number: '3125550178' }]);
    dialer.setDoNotDisturb(false);
    phone.ring({ number: '3125550178' });
    expect(dialer.state.snapshot.calls).toMatchObject([{ status: 'incoming' }]);
  });

  it('leaves calls that are up, and calls of the agent, alone', async () => {
    const { dialer, phone } = await connected();
    const call = dialer.call('+12025550100');
    phone.lastLine.pickUp();
    dialer.setDoNotDisturb(true);
    expect(call.state.snapshot.status).toBe('active');
    dialer.call('+12025550101');
    expect(dialer.state.snapshot.calls).toHaveLength(2);
  });
});

describe('a caller who is sent elsewhere', () => {
  it('leaves a record that says where', async () => {
    const { dialer, phone } = await connected();
    phone.ring({ number: '3125550178', divertedFrom: 'sales' });
    const [ringing] = dialer.state.snapshot.calls;
    expect(ringing).toMatchObject({ divertedFrom: 'sales' });
    const call = dialer.findCall(ringing?.id ?? '');
    await call?.redirect('1002');
    await expect
      .poll(() => dialer.records.get(call?.id ?? ''))
      .toMatchObject({ outcome: 'rejected', end: { sip: { code: 302 }, redirectedTo: '1002' } });
    await expect(call?.redirect('1002')).rejects.toMatchObject({ code: 'call-not-incoming' });
  });
});
