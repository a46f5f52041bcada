export { type ClockHarness, clockContract } from './clock-contract.js';
export type { ContractCase } from './contract.js';
export { FakeLine } from './fake-line.js';
export { FakePhone } from './fake-phone.js';
export { createManualClock, type ManualClock } from './manual-clock.js';
export { type PhoneHarness, phoneContract } from './phone-contract.js';
export { type StorageHarness, sampleRecord, storageContract } from './storage-contract.js';
