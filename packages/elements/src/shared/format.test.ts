/// <reference types="mocha" />
import { expect } from 'chai';
import { clock, initials, knownName, nameOrNumber, shortName, spokenDuration } from './format.js';
import { groupDigits, onNumberRules } from './number-groups.js';

const minute = 60_000;

describe('what is written', () => {
  it('is a clock that grows an hour when it needs one, and never goes below zero', () => {
    const times = [-5, 0, 999, 9_000, 4 * minute + 12_999, 64 * minute + 12_000].map(clock);
    expect(times).to.deep.equal(['0:00', '0:00', '0:00', '0:09', '4:12', '1:04:12']);
  });

  it('is a duration in words, in the language of the reader', () => {
    expect(spokenDuration(4 * minute + 38_000, 'en')).to.equal('4 minutes 38 seconds');
    expect(spokenDuration(60 * minute, 'en')).to.equal('1 hour');
    expect(spokenDuration(0, 'en')).to.equal('0 seconds');
    expect(spokenDuration(2 * minute, 'zh-CN')).to.equal('2分钟');
  });

  it('is the name of the only match, and never a guess among several', () => {
    const number = '+13055550190';
    expect(nameOrNumber({ number, customers: [{ name: 'Maya' }] })).to.equal('Maya');
    expect(knownName({ number, customers: [{ name: 'Maya' }, { name: 'Daniel' }] })).to.equal(undefined);
    expect(nameOrNumber({ number, customers: [] })).to.equal('+1 305 555 0190');
    expect(nameOrNumber({ number, name: 'By the network', customers: [{ name: 'Maya' }] })).to.equal('By the network');
  });

  it('is a number in groups, as its country writes it once the rules have come, and untouched when it has none', async () => {
    expect(groupDigits('+12025550100')).to.equal('+1 202 555 0100');
    const come = new Promise<void>((resolve) => onNumberRules(resolve));
    expect(groupDigits('+8613800138000')).to.equal('+8613800138000');
    await come;
    expect(groupDigits('+8613800138000')).to.equal('+86 138 0013 8000');
    for (const other of ['1001', '+1', 'support']) expect(groupDigits(other)).to.equal(other);
  });

  it('is short on a button and shorter in an avatar', () => {
    expect(shortName({ number: '1', name: 'Jean-Baptiste Vandenbroucke' })).to.equal('Jean-Baptiste');
    expect(initials('Maya Okafor')).to.equal('MO');
    expect(initials('陈雨桐')).to.equal('陈');
    expect(initials('')).to.equal('');
  });
});
