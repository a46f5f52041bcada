/// <reference types="mocha" />
import { expect } from 'chai';
import { cleanNumber } from './clean-number.js';

describe('cleanNumber', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['+1 (202) 555-0100', '+12025550100'],
    ['tel:+1-202-555-0100', '+12025550100'],
    ['＋８６ ５７１ ００００ ０１４３', '+8657100000143'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۱۲۳۴', '01234'],
    ['\u202a+44 20 7946 0018\u202c', '+442079460018'],
    ['00+1 202', '001202'],
    ['*21#', '*21#'],
    [' support ', 'support'],
    ['', ''],
  ];
  for (const [pasted, number] of cases) {
    it(`makes "${number}" of "${pasted}"`, () => {
      expect(cleanNumber(pasted)).to.equal(number);
    });
  }
});
