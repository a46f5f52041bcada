import { type Clock, systemClock } from '../shared/clock.js';
import { type CrmDirectory, createCachedDirectory } from './cached-directory.js';
import type { CrmAdapter } from './crm-adapter.js';

export interface CrmDirectoryOptions {
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Who is behind a number, by the CRM: known ones are remembered for 2 hours, unknown ones for 5 minutes.
 * Numbers asked for while a question is on its way go together in the next one.
 */
export const createCrmDirectory = (
  adapter: CrmAdapter,
  { clock = systemClock }: CrmDirectoryOptions = {},
): CrmDirectory => createCachedDirectory(adapter, clock);
