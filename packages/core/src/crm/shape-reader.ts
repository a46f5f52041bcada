/*
 * Checks what came from outside, as zod would. Written out here because this part of the core is loaded lazily: a
 * second user of zod makes bundlers cut it out of the main file, which costs every page 0.4 KiB.
 */

/** Takes an untrusted value and gives it back typed, cut down to what is known. @throws ShapeError */
export type Read<T> = (value: unknown, path: string) => T;

/** Names the field, never its value. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  constructor(readonly path: string) {
    super(`wrong ${path}`);
  }
}

/** A text of so many characters. */
export const text =
  (least: number, most: number): Read<string> =>
  (value, path) => {
    if (typeof value === 'string' && value.length >= least && value.length <= most) return value;
    throw new ShapeError(path);
  };

export const yesOrNo: Read<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError(path);
};

/** One of these words. */
export const oneOf =
  <const Word extends string>(words: readonly Word[]): Read<Word> =>
  (value, path) => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    throw new ShapeError(path);
  };

/** Zero or more, small enough to be exact. */
export const wholeNumber: Read<number> = (value, path) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new ShapeError(path);
};

/** Absent is allowed; so is `null`, which many servers write for it. */
export const maybe =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value, path) =>
    value === undefined || value === null ? undefined : read(value, path);

export const listOf =
  <T>(read: Read<T>, most: number): Read<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length > most) throw new ShapeError(path);
    return value.map((each, index) => read(each, `${path}[${index}]`));
  };

/** An object with these fields. Others are dropped, inherited ones are not seen. */
export const shape =
  <T extends object>(fields: { readonly [Field in keyof T]-?: Read<T[Field]> }): Read<T> =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) throw new ShapeError(path);
    const given = Object.entries<Read<unknown>>(fields).map(([field, read]) => {
      const part: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
      return [field, read(part, `${path}.${field}`)] as const;
    });
    return Object.fromEntries(given.filter(([, part]) => part !== undefined)) as T;
  };
