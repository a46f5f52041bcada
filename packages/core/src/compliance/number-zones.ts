import { DialerError } from '../errors.js';
import { z } from '../shared/schema.js';

const tableSchema = z.object({
  source: z.string(),
  zones: z.array(z.string()),
  prefixes: z.record(z.string(), z.string()),
});

/**
 * Time zones by the beginning of a number, the longest known beginning decides. A number tells where it was given out,
 * not where its owner is now: where several zones are possible, all of them are the answer.
 * @param table the JSON of `@dialdeck/core/compliance/number-zones.json`
 * @returns the zones of an E.164 number, none when it is not known
 * @throws DialerError `config-invalid`
 */
export function createNumberZones(table: unknown): (number: string) => readonly string[] {
  const { data, error } = tableSchema.safeParse(table);
  if (error)
    throw new DialerError('config-invalid', 'This is not a table of number prefixes and time zones.', { cause: error });
  return (number) => {
    for (let length = number.length; length > 1; length -= 1) {
      const zones = data.prefixes[number.slice(1, length)];
      if (zones !== undefined) return zones.split(' ').flatMap((index) => data.zones[Number(index)] ?? []);
    }
    return [];
  };
}
