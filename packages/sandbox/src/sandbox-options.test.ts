import { isDialerError } from '@dialdeck/core';
import { describe, expect, it } from 'vitest';
import { type Person, person } from './person.js';
import { resolveSandboxOptions, type SandboxOptions } from './sandbox-options.js';

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isDialerError(error, 'sandbox-invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

const somebody = { number: '+1 202 555 0150', name: 'Somebody' };

describe('a wrong option', () => {
  it.each<[unknown, RegExp]>([
    [{ speed: 0 }, /^speed: 0 is not a number from 0.1 to 100\. Pass 1/],
    [{ speed: Number.NaN }, /^speed: null is not/],
    [{ seed: '' }, /^seed: "" is not/],
    [{ people: {} }, /^people: {} is not a list of people\./],
    [{ people: [{ ...somebody, number: 'abc' }] }, /^people\[0\]\.number: "abc" is not a telephone number/],
    [{ people: [somebody, somebody] }, /^people\[1\]\.number: .* is not used once\./],
    [{ people: [undefined] }, /^people\[0\]: undefined is not a person\./],
    [{ domain: 'A B' }, /^domain: "A B" is not a host name/],
    [{ networkDelayMs: -1 }, /^networkDelayMs: -1 is not milliseconds/],
    [{ passwords: { 1001: 'hunter2', 1002: 7 } }, /^passwords: "…" is not/],
    [{ strangers: 'no' }, /^strangers: "no" is not true or false\./],
    [{ sped: 2 }, /^sped: 2 is not one of seed, speed/],
    [7, /^options: 7 is not an object\./],
  ])('%j is named with its rule and the fix', (options, message) => {
    expect(refusal(() => resolveSandboxOptions(options as SandboxOptions))).toMatch(message);
  });

  it.each<[Partial<Record<keyof Person, unknown>>, RegExp]>([
    [{ name: ' ' }, /^person\.name: " " is not a text/],
    [{ number: '1' }, /^person\.number: "1" is not/],
    [{ onCall: 'ring' }, /^person\.onCall: "ring" is not a function\./],
    [{ voice: { pitch: 1000 } }, /^person\.voice: .* is not a pitch/],
  ])('a person with %j is refused at once, not when called', (change, message) => {
    expect(refusal(() => person({ ...somebody, ...change } as Person))).toMatch(message);
  });
});

describe('right options', () => {
  it('may be left out, or be undefined', () => {
    expect(resolveSandboxOptions({ speed: undefined })).toMatchObject({
      speed: 1,
      strangers: true,
      domain: 'sandbox.invalid',
    });
  });
});
