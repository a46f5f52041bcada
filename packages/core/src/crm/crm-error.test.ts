import { describe, expect, it } from 'vitest';
import { DialerError } from '../errors.js';
import { CrmError, crmErrorOfResponse, crmFaultOf } from './crm-error.js';

const answer = (status: number, retryAfter?: string) =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

describe('a failure of the CRM', () => {
  it.each([
    [400, 'refused'],
    [401, 'signed-out'],
    [403, 'refused'],
    [404, 'refused'],
    [408, 'later'],
    [409, 'later'],
    [422, 'refused'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ])('%i is %s, thrown by us or by an HTTP client', (status, kind) => {
    expect(crmErrorOfResponse(answer(status)).kind).toBe(kind);
    expect(crmFaultOf(Object.assign(new Error('x'), { status })).kind).toBe(kind);
  });

  it.each([
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:02:00 GMT', 120_000],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('asks for patience: Retry-After "%s"', (header, ms) => {
    expect(crmErrorOfResponse(answer(503, header), Date.UTC(2026, 0, 1)).retryAfterMs).toBe(ms);
  });

  it('is waited for a day at most', () => {
    expect(crmFaultOf(crmErrorOfResponse(answer(429, '99999999'))).retryAfterMs).toBe(86_400_000);
  });

  it.each([undefined, null, 'broken', 7, new TypeError('Failed to fetch'), { kind: 'gone' }, { status: 200 }])(
    'that says nothing is tried again: %s',
    (thrown) => {
      expect(crmFaultOf(thrown)).toMatchObject({ kind: 'later', error: { code: 'crm-unavailable' } });
    },
  );

  it('is understood from another copy of the package', () => {
    expect(crmFaultOf({ kind: 'signed-out' }).error.code).toBe('crm-signed-out');
    expect(crmFaultOf(new CrmError('refused', 'no')).error).toEqual({ code: 'crm-refused', message: 'no' });
  });

  it('of the storage keeps its own name', () => {
    expect(crmFaultOf(new DialerError('storage-failed', 'disk')).error.code).toBe('storage-failed');
  });

  it('is kept short', () => {
    expect(crmFaultOf(new Error('x'.repeat(10_000))).error.message).toHaveLength(300);
  });
});
