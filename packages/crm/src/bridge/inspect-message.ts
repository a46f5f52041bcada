/** Why a message is refused; codes of the error catalogue. */
export type RefusalCode =
  | 'bridge-origin-refused'
  | 'bridge-message-invalid'
  | 'bridge-message-replayed'
  | 'bridge-message-too-large'
  | 'bridge-message-polluting';

/** Characters of all texts and keys together. A note of 32,000 characters fits thirty times. */
const mostCharacters = 1_048_576;
/** Values of all kinds; an array counts its length, for empty places cost time as well. */
const mostValues = 50_000;
const deepest = 16;

const pollutingKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Looks at a message before anything else does: plain data only, not too much of it, no circles, and no keys that
 * could reach a prototype. Stops at the first limit, so that a huge message costs no more than a large one.
 *
 * @returns why it is refused; `undefined` when it may be read
 */
export function inspectMessage(message: unknown): RefusalCode | undefined {
  let characters = 0;
  let values = 0;

  function look(value: unknown, depth: number): RefusalCode | undefined {
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > mostValues || characters > mostCharacters || depth > deepest) return 'bridge-message-too-large';
    if (typeof value === 'function' || typeof value === 'symbol') return 'bridge-message-invalid';
    return typeof value === 'object' && value !== null ? lookInside(value, depth) : undefined;
  }

  function lookInside(value: object, depth: number): RefusalCode | undefined {
    if (Array.isArray(value)) values += value.length;
    else if (!isPlain(value)) return 'bridge-message-invalid';
    if (values > mostValues) return 'bridge-message-too-large';
    for (const key of Object.keys(value)) {
      if (pollutingKeys.has(key)) return 'bridge-message-polluting';
      characters += key.length;
      const found = look(Reflect.get(value, key), depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  return look(message, 0);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm has an Object.prototype of its own: what counts is that nothing is above it.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
