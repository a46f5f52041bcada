export { type AudioDevicesHarness, audioDevicesContract } from './audio-devices-contract.js';
export { callLogStoreContract } from './call-log-store-contract.js';
export { type ClockHarness, clockContract } from './clock-contract.js';
export type { ContractCase } from './contract.js';
export { crmAdapterContract } from './crm-adapter-contract.js';
export {
  type CrmAdapterHarness,
  type CrmCheck,
  type CrmHarnessFailure,
  crmChecks,
  reasonToSkip,
  runCheck,
} from './crm-checks/index.js';
export { customerStoreContract, sampleCustomer } from './customer-store-contract.js';
export { eventStoreContract } from './event-store-contract.js';
export { FakeAudio, type FakeAudioTrack } from './fake-audio.js';
export { FakeCallAudio, FakeRecorder } from './fake-call-audio.js';
export { FakeCrm, type FakeCrmCall, type FakeCrmFailure, type FakeCrmRequest } from './fake-crm.js';
export { fakeCrmHarness } from './fake-crm-harness.js';
export { createFakeLeadSource, type FakeLeadSource, type FakeLeadSourceOptions } from './fake-lead-source.js';
export { FakeLine } from './fake-line.js';
export { FakePhone } from './fake-phone.js';
export { type LeadSourceHarness, leadSourceContract } from './lead-source-contract.js';
export { createManualClock, type ManualClock } from './manual-clock.js';
export { outboxStoreContract } from './outbox-store-contract.js';
export { type PhoneHarness, phoneContract } from './phone-contract.js';
export { queueStoreContract, sampleAttempt, sampleLead } from './queue-store-contract.js';
export { recordSearchContract } from './record-search-contract.js';
export { recordingStoreContract, sampleRecording } from './recording-store-contract.js';
export { type StorageHarness, sampleRecord, storageContract } from './storage-contract.js';
