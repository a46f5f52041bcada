export type { SandboxPhoneOptions } from './agent-phone.js';
export type { Pbx } from './pbx.js';
export { readyMadePeople } from './people.js';
export { type Person, type PersonVoice, person } from './person.js';
export { createSandbox, type Sandbox } from './sandbox.js';
export type { SandboxOptions } from './sandbox-options.js';
export { CallOver, type ScriptCall } from './script-call.js';
export type { SandboxCall } from './stage.js';
export type { WireMessage } from './wire-log.js';
