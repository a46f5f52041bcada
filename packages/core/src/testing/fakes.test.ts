import { describe, it } from 'vitest';
import { DialerError } from '../errors.js';
import { systemClock } from '../shared/clock.js';
import { createMemoryStorage } from '../storage/memory.js';
import { audioDevicesContract } from './audio-devices-contract.js';
import { callLogStoreContract } from './call-log-store-contract.js';
import { clockContract } from './clock-contract.js';
import { crmAdapterContract } from './crm-adapter-contract.js';
import { customerStoreContract } from './customer-store-contract.js';
import { eventStoreContract } from './event-store-contract.js';
import { FakeAudio } from './fake-audio.js';
import { fakeCrmHarness } from './fake-crm-harness.js';
import { FakePhone } from './fake-phone.js';
import { createManualClock } from './manual-clock.js';
import { outboxStoreContract } from './outbox-store-contract.js';
import { phoneContract } from './phone-contract.js';
import { recordSearchContract } from './record-search-contract.js';
import { recordingStoreContract } from './recording-store-contract.js';
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
        targetAnswers: (sipCode) => phone.lastLine.endTransfer(sipCode),
      },
      callIn: (from) => void phone.ring(from),
      giveUp: () => phone.lastLine.end({ reason: 'cancelled' }),
      clear: async () => {},
    };
  });
  it.each(contract)('$name', ({ run }) => run());
});

describe('the fake audio behaves as a real one', () => {
  const contract = audioDevicesContract(async () => {
    const audio = new FakeAudio();
    return {
      audio,
      microphones: ['headset-in', 'desk-in'],
      speakers: ['headset-out', 'desk-out'],
      plug: (id) => audio.plug({ id, label: id, kind: id.endsWith('-in') ? 'input' : 'output' }),
      unplug: (id) => audio.unplug(id),
      breakMicrophone: () => {
        audio.microphoneError = new DialerError('microphone-busy', 'In use.');
      },
      liveTracks: () => audio.tracks.filter(({ readyState }) => readyState === 'live').length,
      clear: async () => {},
    };
  });
  it.each(contract)('$name', ({ run }) => run());
});

describe('memory storage', () => {
  const harness = async () => ({ storage: createMemoryStorage(), clear: async () => {} });
  const contract = [
    ...storageContract(harness),
    ...outboxStoreContract(harness),
    ...eventStoreContract(harness),
    ...recordingStoreContract(harness),
    ...recordSearchContract(harness),
    ...customerStoreContract(harness),
    ...callLogStoreContract(harness),
  ];
  it.each(contract)('$name', ({ run }) => run());
});

describe('the fake CRM behaves as a real one', () => {
  const contract = crmAdapterContract(async () => fakeCrmHarness());
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
