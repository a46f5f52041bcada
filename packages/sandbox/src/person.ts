import { checkPerson } from './sandbox-options.js';
import type { ScriptCall } from './script-call.js';

/** Somebody who can be called, and who can call. */
export interface Person {
  /** Telephone number, such as `+1 202 555 0101`: 2 to 20 digits; spaces, dots, dashes and brackets are ignored. */
  readonly number: string;
  readonly name: string;
  /** What they do, in a few words, for pages and docs. */
  readonly does?: string | undefined;
  /** The same in Chinese. */
  readonly zh?: { readonly name: string; readonly does?: string | undefined } | undefined;
  readonly voice?: PersonVoice | undefined;
  /** What they do when called. @defaultValue rings for two seconds, answers and chats */
  readonly onCall?: ((call: ScriptCall) => Promise<void> | void) | undefined;
  /** What they do when they called and the agent answered. @defaultValue says hello and chats */
  readonly onAnswered?: ((call: ScriptCall) => Promise<void> | void) | undefined;
}

export interface PersonVoice {
  /** Hertz, 60 to 400. @defaultValue a pitch of their own, from the number */
  readonly pitch?: number | undefined;
}

/**
 * Describes a person. A script is plain async code; when the call ends, it stops at its next `await`.
 *
 * ```ts
 * const shy = person({
 *   number: '+1 202 555 0150',
 *   name: 'Shy',
 *   async onCall(call) {
 *     await call.ring(3000);
 *     await call.answer();
 *     await call.say('Sorry, wrong number.');
 *     await call.hangUp();
 *   },
 * });
 * ```
 *
 * @throws DialerError `sandbox-invalid`
 */
export function person(described: Person): Person {
  checkPerson(described, 'person');
  return Object.freeze({ ...described });
}
