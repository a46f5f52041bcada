import { describe, expect, it } from 'vitest';
import { type Consent, consentRevoked, consentUsed, keepConsentUntil } from './consent.js';
import type { DoNotCallEntry } from './do-not-call.js';
import { dayMs, hourMs, minuteMs } from './local-time.js';
import {
  blockedBy,
  britain,
  china,
  consentOf,
  fileOf,
  florida,
  france,
  gateOf,
  noon,
  packsOf,
  type World,
} from './scripted/gate-world.js';

describe('people who do not want to be called', () => {
  const entry = (change: Partial<DoNotCallEntry> = {}): DoNotCallEntry => ({
    scope: 'system',
    value: florida.number,
    source: 'call of 2026-10-02, agent 17',
    addedAt: noon - 50 * dayMs,
    ...change,
  });
  const check = (world: World, request = {}) =>
    gateOf(world).check({ ...florida, at: noon, campaignId: 'spring', ...request });

  it.each([
    ['everywhere', entry(), false],
    ['in this campaign', entry({ scope: 'campaign', campaignId: 'spring' }), false],
    ['in another campaign only', entry({ scope: 'campaign', campaignId: 'autumn' }), true],
    ['in a range of numbers', entry({ scope: 'prefix', value: '+1305555' }), false],
    ['under another number', entry({ value: '+13055550199' }), true],
    ['no longer', entry({ expiresAt: noon }), true],
  ])('are left alone %s', async (_, listed, allowed) => {
    const answer = await check({ entries: [listed] });
    expect(answer.allowed).toBe(allowed);
    if (!allowed)
      expect(answer.rules[0]).toMatchObject({
        id: 'house:do-not-call',
        source: 'call of 2026-10-02, agent 17',
        verdict: 'blocked',
      });
  });

  it.each([
    ['us', florida, 31],
    ['ca', { number: '+14165550100', timeZone: 'America/Toronto', isAgentReserved: true }, 31],
    ['gb', britain, 28],
  ])('are left alone by the national file of %s, while it is young enough', async (id, request, days) => {
    const at = Date.parse('2026-11-23T17:00Z');
    const jurisdiction = id.toUpperCase();
    const allowed = async (age: number, listed: readonly string[] = []) =>
      (
        await gateOf({ packs: packsOf(id), files: [fileOf(jurisdiction, at - age, listed)] }).check({
          ...request,
          jurisdictions: undefined,
          at,
        })
      ).allowed;
    expect(await allowed(days * dayMs)).toBe(true);
    expect(await allowed(days * dayMs + minuteMs)).toBe(false);
    expect(await allowed(dayMs, [request.number])).toBe(false);
  });

  it('are not called when the national file is missing', async () => {
    const answer = await check({ files: [fileOf('GB', noon)] });
    expect([blockedBy(answer), answer.nextAllowedAt]).toEqual([['us@1.0.0:dnc-scrub-max-age-days'], undefined]);
  });

  it('after a refusal in China, never again, by any of their numbers', async () => {
    const past = [{ at: noon - 3000 * dayMs, number: '+8613900000100', leadId: 'l2', outcome: 'refused' as const }];
    const world = { packs: packsOf('cn'), agreed: [consentOf(china.number)] };
    const answer = await gateOf({ ...world, past }).check({ ...china, at: noon });
    expect([blockedBy(answer), answer.nextAllowedAt]).toEqual([['cn@1.0.0:refusal-lock'], undefined]);
    expect((await gateOf(world).check({ ...china, at: noon })).allowed).toBe(true);
  });

  it('after a refusal in France, for 60 calendar days after it', async () => {
    const world = {
      packs: packsOf('fr'),
      agreed: [consentOf(france.number, { grantedAt: 0 })],
      holidays: { isHoliday: () => false },
    };
    const past = [{ at: Date.parse('2026-09-10T11:00+02:00'), number: france.number, outcome: 'refused' as const }];
    const ask = (time: string) => gateOf({ ...world, past }).check({ ...france, at: Date.parse(time) });
    expect(await ask('2026-11-09T19:59+01:00')).toMatchObject({
      allowed: false,
      nextAllowedAt: Date.parse('2026-11-10T10:00+01:00'),
    });
    expect((await ask('2026-11-10T10:00+01:00')).allowed).toBe(true);
  });
});

describe('consent', () => {
  const at = Date.parse('2026-11-23T11:00+01:00');
  const germany = { number: '+493023125100', timeZone: 'Europe/Berlin', isAgentReserved: true, at };
  const ask = (agreed: readonly Consent[], request = {}) =>
    gateOf({ packs: packsOf('de'), agreed }).check({ ...germany, ...request });
  const given = (change: Partial<Consent> = {}) => consentOf(germany.number, { grantedAt: at - dayMs, ...change });

  it.each<[string, readonly Consent[], boolean]>([
    ['with its proof allows the call', [given()], true],
    ['that nobody gave', [], false],
    ['of another number', [given({ number: '+493023125199' })], false],
    ['to something else', [given({ purpose: 'survey' })], false],
    ['without proof', [given({ evidence: { kind: 'form', reference: ' ' } })], false],
    ['from the first instant', [given({ grantedAt: at })], true],
    ['of the next minute', [given({ grantedAt: at + minuteMs })], false],
    ['taken back a moment ago', [consentRevoked(given(), at)], false],
    ['taken back in a minute', [consentRevoked(given(), at + minuteMs)], true],
    ['that ran out', [given({ expiresAt: at })], false],
    [
      'given again after it was taken back',
      [consentRevoked(given(), at - hourMs), given({ id: 'c2', grantedAt: at - 1 })],
      true,
    ],
  ])('%s', async (_, agreed, allowed) => {
    expect((await ask(agreed)).allowed).toBe(allowed);
  });

  it('of the next minute is the next allowed time', async () => {
    expect((await ask([given({ grantedAt: at + minuteMs })])).nextAllowedAt).toBe(at + minuteMs);
  });

  it('is asked of a call about something else', async () => {
    expect((await ask([given({ purpose: 'survey' })], { purpose: 'survey' })).allowed).toBe(true);
  });

  it('is needed in France from the first minute of 11 August 2026, and not before', async () => {
    const call = async (time: string, agreed: readonly Consent[] = []) =>
      gateOf({ packs: packsOf('fr'), agreed, holidays: { isHoliday: () => false } }).check({
        ...france,
        at: Date.parse(time),
      });
    expect(await call('2026-08-10T19:59+02:00')).toMatchObject({ allowed: true });
    expect(blockedBy(await call('2026-08-11T10:00+02:00'))).toEqual(['fr@1.0.0:consent-required']);
    // Sunday: Monday the 10th is the last day without one.
    expect((await call('2026-08-09T12:00+02:00')).nextAllowedAt).toBe(Date.parse('2026-08-10T10:00+02:00'));
    // Tonight is too late, and tomorrow there is no consent.
    expect(await call('2026-08-10T20:00+02:00')).toMatchObject({ allowed: false, nextAllowedAt: undefined });
    expect((await call('2026-08-11T10:00+02:00', [consentOf(france.number, { grantedAt: 0 })])).allowed).toBe(true);
  });

  it('is kept with each use, and its proof for years after the last one', () => {
    const granted = consentOf(germany.number, { grantedAt: Date.parse('2026-01-31T10:00Z') });
    const used = consentUsed(consentUsed(granted, Date.parse('2028-02-29T10:00Z')), Date.parse('2027-05-01T10:00Z'));
    expect(used.usedAt).toHaveLength(2);
    expect(keepConsentUntil(granted, 5)).toBe(Date.parse('2031-01-31T10:00Z'));
    expect(keepConsentUntil(used, 5)).toBe(Date.parse('2033-03-01T10:00Z'));
  });

  it('taken back twice stays taken back since the first time', () => {
    expect(consentRevoked(consentRevoked(given(), at - 5), at).revokedAt).toBe(at - 5);
  });

  it('is needed in China', async () => {
    expect(blockedBy(await gateOf({ packs: packsOf('cn') }).check({ ...china, at }))).toEqual([
      'cn@1.0.0:consent-required',
    ]);
  });
});
