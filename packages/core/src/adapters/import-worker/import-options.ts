import { DialerError } from '../../errors.js';
import type { ImportProgress } from '../../import/import-progress.js';
import type { ImportTarget, ReadOptions } from '../../import/plan-import.js';
import type { ListedNumbers } from '../../import/scrub.js';
import { z } from '../../shared/schema.js';
import type { Storage } from '../../storage/storage.js';
import type { StartWorker } from './run-in-worker.js';

/** What every import takes. */
export interface RunningOptions {
  /** Where the leads go: `openBrowserStorage` or `createMemoryStorage`. */
  readonly storage: Pick<Storage, 'openImports'>;
  /** Cancels the import: what it brought is taken away again. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** National do-not-call files: says which of some numbers are listed. */
  readonly listed?: ListedNumbers | undefined;
  /**
   * How a Worker is started. `false`: none; the import then runs in this thread, in slices of 8 ms, as it does wherever
   * no Worker can be started. Default: the script of this package.
   */
  readonly worker?: StartWorker | false | undefined;
}

/** A new import: where the leads go, how to read the file, and what is the same lead. */
export interface NewImportOptions extends RunningOptions, ReadOptions, ImportTarget {
  readonly resume?: undefined;
}

/** An import that was interrupted, with the same file. It goes on as it was planned. */
export interface ResumeOptions extends RunningOptions {
  /** Its id. */
  readonly resume: string;
}

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

const mapping = z.strictObject({
  column: z.int().check(z.gte(0), z.lte(199)),
  field: z.enum([
    ...([
      'number',
      'name',
      'firstName',
      'lastName',
      'company',
      'externalId',
      'accountId',
      'owner',
      'priority',
    ] as const),
    ...(['timeZone', 'postalCode', 'listId', 'attribute', 'ignore'] as const),
  ]),
  label: z.optional(text(64)),
});

const reading = z.object({
  campaignId: text(64),
  listId: text(64),
  format: z.optional(z.enum(['csv', 'json', 'ndjson'])),
  encoding: z.optional(z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'])),
  delimiter: z.optional(z.string().check(z.regex(/^[^"\n\r]$/, { error: 'must be one character, such as ;' }))),
  hasHeadings: z.optional(z.boolean()),
  mapping: z.optional(z.array(mapping).check(z.maxLength(200))),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, { error: 'must be ISO 3166-1 alpha-2, such as CN' }))),
  dedupe: z.optional(
    z.strictObject({
      by: z.optional(z.array(z.enum(['phone', 'external-id', 'name-and-phone'])).check(z.minLength(1))),
      within: z.optional(z.enum(['list', 'campaign', 'all'])),
      policy: z.optional(z.enum(['reject', 'merge', 'keep-newest'])),
    }),
  ),
});

/** @throws DialerError `config-invalid` with the field in its message */
export function readImportOptions(options: NewImportOptions): ReadOptions & ImportTarget {
  const result = reading.safeParse(options);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DialerError('config-invalid', `importLeads: ${issue?.path.join('.')}: ${issue?.message}.`);
}
