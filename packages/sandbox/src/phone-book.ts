import { numberKeyOf } from './number-key.js';
import type { Person } from './person.js';
import { checkPerson } from './sandbox-options.js';
import { strangerAt } from './strangers.js';

export interface PhoneBookOptions {
  /** Earlier ones win where numbers clash. */
  readonly people: readonly Person[];
  /** What strangers do depends on it. Without one there are no strangers. */
  readonly seed: number | string | undefined;
}

export interface PhoneBook {
  readonly people: () => readonly Person[];
  /** Whoever has this number, or `undefined`. */
  find(number: string): Person | undefined;
  /** @throws DialerError `sandbox-invalid` */
  add(person: Person): void;
}

/** With fewer digits than this it is an extension, not a number of the world outside. */
const SHORTEST_OUTSIDE = 7;

/** Who is behind a number. */
export function createPhoneBook({ people, seed }: PhoneBookOptions): PhoneBook {
  const known = new Map<string, Person>();
  for (const one of people) if (!known.has(numberKeyOf(one.number))) known.set(numberKeyOf(one.number), one);

  /** People write numbers with and without the country: the end decides, when it is long enough. */
  const byEnding = (key: string) =>
    key.length < SHORTEST_OUTSIDE
      ? undefined
      : [...known].find(
          ([other]) => other.length >= SHORTEST_OUTSIDE && (other.endsWith(key) || key.endsWith(other)),
        )?.[1];

  function stranger(key: string): Person | undefined {
    if (seed === undefined || key.length < SHORTEST_OUTSIDE || key.length > 15) return undefined;
    return strangerAt(`+${key}`, seed);
  }

  return {
    people: () => Object.freeze([...known.values()]),
    find(number) {
      if (!/^\+?[0-9 ().-]+$/.test(number)) return undefined;
      const key = numberKeyOf(number);
      return known.get(key) ?? byEnding(key) ?? stranger(key);
    },
    add(person) {
      checkPerson(person, 'person');
      known.set(numberKeyOf(person.number), person);
    },
  };
}
