/// <reference types="mocha" />
import { expect } from 'chai';
import { isTextField, parseKeys } from './hotkeys.js';

describe('parseKeys', () => {
  it('has one key per action from the start', () => {
    const keys = parseKeys(undefined);
    expect(keys.get('KeyA')).to.equal('go');
    expect(keys.get('Shift+KeyX')).to.equal('end');
    expect(keys.get('KeyX')).to.equal(undefined);
  });

  it('has none when off', () => {
    expect(parseKeys(' off ').size).to.equal(0);
  });

  it('moves an action, takes a key away, and ignores what it does not know', () => {
    const keys = parseKeys('mute=KeyM hold=, fly=KeyY');
    expect(keys.get('KeyM')).to.equal('mute');
    expect(keys.get('KeyQ')).to.equal(undefined);
    expect(keys.get('KeyW')).to.equal(undefined);
    expect([...keys.values()]).not.to.include('fly');
  });
});

describe('isTextField', () => {
  const made = (tag: string, type?: string) => Object.assign(document.createElement(tag), type ? { type } : {});

  it('tells where a letter is a letter', () => {
    for (const field of [made('input'), made('input', 'tel'), made('textarea'), made('select')]) {
      expect(isTextField(field), field.outerHTML).to.equal(true);
    }
    for (const other of [made('button'), made('input', 'radio'), made('input', 'checkbox'), made('div')]) {
      expect(isTextField(other), other.outerHTML).to.equal(false);
    }
  });
});
