/// <reference types="mocha" />
import { expect } from 'chai';
import { DockWatch, Guard, guardMs, incomingGuardMs } from './guard.js';

describe('Guard', () => {
  let now = 0;
  const presses: number[] = [];
  const guard = () => {
    now = 0;
    presses.length = 0;
    return new Guard(() => now);
  };
  const press = (on: Guard, at: number) => {
    now = at;
    on.press(() => presses.push(at));
  };

  it('takes the first press and none right after it', () => {
    const on = guard();
    press(on, 0);
    press(on, guardMs - 1);
    press(on, guardMs);
    expect(presses).to.deep.equal([0, guardMs]);
  });

  it('is not shortened by a later, shorter reason', () => {
    const on = guard();
    on.arm(incomingGuardMs);
    on.arm(guardMs);
    press(on, guardMs + 1);
    press(on, incomingGuardMs);
    expect(presses).to.deep.equal([incomingGuardMs]);
  });

  it('closes when a dock changes, not when it first appears or stays', () => {
    const on = guard();
    const dock = new DockWatch();
    dock.show('call', on);
    dock.show('call', on);
    expect(on.closed).to.equal(false);
    dock.show('end', on);
    expect(on.closed).to.equal(true);
  });
});
