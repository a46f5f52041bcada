import { describe, it } from 'vitest';
import { systemClock } from '../shared/clock.js';
import { createMemoryStorage } from '../storage/memory.js';
import { clockContract } from './clock-contract.js';
import { FakePhone } from './fake-phone.js';
import { createManualClock } from './manual-clock.js';
import { phoneContract } from './phone-contract.js';
import { storageContract } from './storage-contract.js';

describe('the fake phone behaves as a real one', () => {
  const contract = phoneContract(async () => {
    const phone = new FakePhone();
    return {
      phone,
      number: '2025550100',
      farEnd: {
        ring: () => phone.lastLine.emit({ type: 'ringing', earlyMedia: false }),
        answer: () => phone.lastLine.emit({ type: 'answered' }),
        busy: () => phone.lastLine.end({ reason: 'busy' }),
        hangUp: () => phone.lastLine.end(),
        refuseHold: () => {
          phone.lastLine.refusesHold = true;
        },
      },
      callIn: (from) => void phone.ring(from),
      giveUp: () => phone.lastLine.end({ reason: 'cancelled' }),
      clear: async () => {},
    };
  });
  it.each(contract)('$name', ({ run }) => run());
});

describe('memory storage', () => {
  const contract = storageContract(async () => ({ storage: createMemoryStorage(), clear: async () => {} }));
  it.each(contract)('$name', ({ run }) => run());
});

describe('the manual clock', () => {
  const contract = clockContract(async () => {
    const clock = createManualClock();
    return { clock, pass: async (ms) => clock.advance(ms) };
  });
  it.each(contract)('$name', ({ run }) => run());
});

describe('the system clock', () => {
  const contract = clockContract(async () => ({
    clock: systemClock,
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms + 1)),
  }));
  it.each(contract)('$name', ({ run }) => run());
});
