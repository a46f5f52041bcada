import { expect } from 'chai';
import { fill } from '../locales/en.js';
import { isolated } from './isolated.js';

describe('a stranger’s text among others', () => {
  it('stays as it is when it turns nothing around', () => {
    expect(isolated('Ava Chen 李 <b>')).to.equal('Ava Chen 李 <b>');
  });

  it('loses the controls that turn around what follows', () => {
    expect(isolated('a\u202Eb\u2066c\u2069\u202D')).to.equal('abc');
  });

  it('is isolated when it is written from right to left', () => {
    expect(fill('Call {name} at {number}', { name: 'مايا', number: 1 })).to.equal('Call \u2068مايا\u2069 at 1');
  });

  it('leaves braces that nobody fills, and fills none that a value brings along', () => {
    expect(fill('{a} {b}', { a: '{b} $& $1' })).to.equal('{b} $& $1 {b}');
  });
});
