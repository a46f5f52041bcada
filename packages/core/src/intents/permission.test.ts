import { describe, expect, it } from 'vitest';
import type { CrmAdapter } from '../crm/crm-adapter.js';
import { connected } from '../testing/connected-dialer.js';
import type { DialCheck, DialVerdict } from './dial-check.js';

const saying = (verdict: DialVerdict): DialCheck => ({ check: async () => verdict });
const crmSaying = (checkDial: NonNullable<CrmAdapter['checkDial']>): CrmAdapter => ({ checkDial });

describe('a number that must not be called', () => {
  it('is not dialed, and the call says why', async () => {
    const { dialer, phone } = await connected({
      compliance: saying({ allowed: false, reason: 'It is 7:59 in Denver.', ruleIds: ['us.hours'] }),
    });
    const call = dialer.call('+13035550100');
    expect((await call.ended).error).toEqual({ code: 'call-not-allowed', message: 'It is 7:59 in Denver.' });
    expect(call.state.snapshot.ruleIds).toEqual(['us.hours']);
    expect(phone.lines).toHaveLength(0);
  });

  it('is not dialed when the rules cannot be asked', async () => {
    const { dialer, phone } = await connected({ compliance: { check: () => Promise.reject(new Error('no disk')) } });
    expect((await dialer.call('2025550100').ended).error?.code).toBe('call-not-allowed');
    expect(phone.lines).toHaveLength(0);
  });

  it('is not dialed when the CRM blocks it', async () => {
    const crm = crmSaying(async () => ({ verdict: 'block', code: 'dnc', text: 'Asked not to be called.' }));
    const { dialer, phone } = await connected({ crm });
    expect((await dialer.call('2025550100').ended).error?.message).toBe('Asked not to be called.');
    expect(phone.lines).toHaveLength(0);
  });
});

describe('a number that may be called', () => {
  it('is dialed, and the record names the rules that allowed it', async () => {
    const { dialer, phone, storage } = await connected({
      compliance: saying({ allowed: true, ruleIds: ['us.hours', 'us.dnc'] }),
    });
    const call = dialer.call('2025550100');
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    await call.answered;
    call.hangUp();
    await expect.poll(async () => (await storage.getRecord(call.id))?.ruleIds).toEqual(['us.hours', 'us.dnc']);
  });

  it('is dialed with the warning of the CRM in sight', async () => {
    const crm = crmSaying(async () => ({ verdict: 'warn', code: 'open-ticket', text: 'Has an open complaint.' }));
    const { dialer, phone } = await connected({ crm });
    const call = dialer.call('2025550100');
    await expect.poll(() => phone.lines.length).toBe(1);
    expect(call.state.snapshot.warning).toBe('Has an open complaint.');
  });

  it('is dialed while the CRM is down: that only warns', async () => {
    const crm = crmSaying(() => Promise.reject(new Error('502')));
    const { dialer, phone } = await connected({ crm });
    const call = dialer.call('2025550100');
    await expect.poll(() => phone.lines.length).toBe(1);
    expect(call.state.snapshot.warning).toBeDefined();
  });
});
