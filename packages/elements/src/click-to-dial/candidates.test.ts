import { loadNumberReader } from '@dialdeck/core/numbers';
import { expect } from 'chai';
import { numbersIn } from './page-numbers.js';

const us = await loadNumberReader('US');
const numbers = (text: string, read = us) => numbersIn(text, read).map(({ number }) => number);

describe('a telephone number in a text is found', () => {
  const found: readonly (readonly [text: string, number: string])[] = [
    ['Call +1 202 555 0143 today', '+12025550143'],
    ['(202) 555-0143', '+12025550143'],
    ['202-555-0143, ask for Maya', '+12025550143'],
    ['202.555.0143', '+12025550143'],
    ['Tel.: 2025550143.', '+12025550143'],
    ['Phone no. 202 555 0143', '+12025550143'],
    ['电话：+86 138 0013 8000', '+8613800138000'],
    ['＋８６ １３８ ００１３ ８０００', '+8613800138000'],
    ['London +44 20 7946 0958 (office)', '+442079460958'],
    ['Fax +49 (0)30 901820', '+4930901820'],
    ['+33 1 42 68 53 00; +33 1 42 68 53 01', '+33142685300'],
    ['order by phone 202 555 0143', '+12025550143'],
  ];
  for (const [text, number] of found) {
    it(text, () => expect(numbers(text)).to.include(number));
  }

  it('both of two in one text, at their places', () => {
    const text = 'Home 202 555 0143 / mobile 202 555 0144';
    expect(numbersIn(text, us).map(({ start, end }) => text.slice(start, end))).to.deep.equal([
      '202 555 0143',
      '202 555 0144',
    ]);
  });
});

describe('what only looks like a telephone number is left alone', () => {
  for (const text of [
    'due 2026-11-23 09:30',
    'from 11/23/2026 on',
    'on 23.11.2026 at 14:30',
    'backup 20261123093000',
    'in 2019-2026',
    '$2025550143',
    '€ 202 555 014',
    '2,025,550,143 people',
    '2025550143 USD',
    '2025550.14',
    'Order 2025550143',
    'Invoice no. 202-555-0143',
    'ID: 2025550143',
    '订单编号：2025550143',
    'ORD-2025550143',
    'item_2025550143',
    '#2025550143',
    '192.168.100.101',
    '40.7127531, -74.0059413',
    '4111 1111 1111 1111',
    '978-3-16-148410-0',
    '123-45-6789',
    'https://example.com/2025550143',
    'maya2025550143@example.com',
    '2025550143@example.com',
    '550e8400-e29b-41d4-a716-446655440000',
    '1.234.567.890',
    '99.20255501 %',
  ]) {
    it(text, () => expect(numbers(text)).to.deep.equal([]));
  }

  it('a national number, when the page did not say of which country', async () => {
    const anywhere = await loadNumberReader();
    expect(numbers('202 555 0143 or +1 202 555 0143', anywhere)).to.deep.equal(['+12025550143']);
  });
});
