/** The names of the methods of `T` that answer by a promise. */
type Answering<T> = {
  [Name in keyof T & string]: T[Name] extends (...given: never[]) => Promise<unknown> ? Name : never;
}[keyof T & string];

/**
 * Methods of something that is loaded with the first call of one of them. What could not be loaded is tried again with
 * the next.
 */
export function lazily<T extends object, Name extends Answering<T>>(
  load: () => Promise<T>,
  ...names: readonly Name[]
): Pick<T, Name> {
  let loading: Promise<T> | undefined;
  const loaded = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const forward =
    (name: Name) =>
    async (...given: readonly unknown[]) =>
      Reflect.apply((await loaded())[name] as () => unknown, await loaded(), given);
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as Pick<T, Name>;
}
