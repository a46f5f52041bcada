import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadNumberFormat } from './number-format.js';
import { normalizeNumber } from './phone-number.js';

describe('a number as people write it', () => {
  it.each([
    ['+1 (202) 555-0100', '+12025550100'],
    ['0044 20 7946 0958', '00442079460958'],
    ['tel:+1-202-555-0100;ext=5', '+12025550100'],
    ['sip:1002@pbx.example;transport=ws', '1002'],
    ['+86\u00a0138\u20110013\u20118000', '+8613800138000'],
    ['\u202d+1 202.555.0100\u202c', '+12025550100'],
    ['＋８６ １３８００１３８０００', '+8613800138000'],
    ['*43#', '*43#'],
    ['li.wei', 'li.wei'],
  ])('%s is dialed as %s', (written, dialed) => {
    expect(normalizeNumber(written)).toBe(dialed);
  });

  it.each(['', '   ', '+', '12+34', 'call me', '1'.repeat(33), '<script>', '123\r\nRoute: x', '100%'])(
    'that is none (%j) is refused with the rule, not dialed',
    (written) => {
      expect(() => normalizeNumber(written)).toThrowError(expect.objectContaining({ code: 'number-invalid' }));
    },
  );

  it('never yields anything that could end a SIP header or address', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        try {
          expect(normalizeNumber(written)).toMatch(/^(\+?[0-9*#]+|[A-Za-z][\w.~-]*)$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'number-invalid' });
        }
      }),
    );
  });
});

describe('a number as it is shown', () => {
  it.each([
    ['+12025550100', '+1 202 555 0100'],
    ['+8613800138000', '+86 138 0013 8000'],
    ['1002', '1002'],
    ['+1', '+1'],
  ])('%s reads %s', async (number, shown) => {
    expect((await loadNumberFormat())(number)).toBe(shown);
  });
});
