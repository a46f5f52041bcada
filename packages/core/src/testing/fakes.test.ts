import { describe, it } from 'vitest';
import { DialerError } from '../errors.js';
import { systemClock } from '../shared/clock.js';
import { createMemoryStorage } from '../storage/memory.js';
import { audioDevicesContract } from './audio-devices-contract.js';
import { clockContract } from './clock-contract.js';
import { crmAdapterContract } from './crm-adapter-contract.js';
import { FakeAudio } from './fake-audio.js';
import { FakeCrm } from './fake-crm.js';
import { FakePhone } from './fake-phone.js';
import { createManualClock } from './manual-clock.js';
import { outboxStoreContract } from './outbox-store-contract.js';
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
  const contract = [...storageContract(harness), ...outboxStoreContract(harness)];
  it.each(contract)('$name', ({ run }) => run());
});

describe('the fake CRM behaves as a real one', () => {
  const customer = (id: string, number: string) => ({ id, name: id, numbers: [{ number }] });
  const contract = crmAdapterContract(async () => {
    const crm = new FakeCrm();
    crm.customers = [
      customer('Maya', '+12025550100'),
      customer('Li', '+8613800138000'),
      customer('Bo', '+8613800138000'),
    ];
    crm.dispositions = [{ id: 'sale', label: 'Sale' }];
    return {
      adapter: crm,
      stored: async (callId) => [crm.calls.get(callId)?.fields ?? {}],
      editNote: async (callId, note) => crm.editAsUser(callId, { note }),
      numbers: { one: '+12025550100', several: '+8613800138000', nobody: '+12025550199' },
      failNext: (failure) => crm.failNext(failure),
      clear: async () => {},
    };
  });
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
