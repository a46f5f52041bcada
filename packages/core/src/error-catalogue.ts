import type { CatalogueEntry } from './catalogue/catalogue-entry.js';
import { dataErrors } from './catalogue/data-errors.js';
import { phoneErrors } from './catalogue/phone-errors.js';
import { queueErrors } from './catalogue/queue-errors.js';
import { warnings } from './catalogue/warnings.js';

export type { CatalogueEntry, CatalogueText } from './catalogue/catalogue-entry.js';

/**
 * Every error and warning by its code: what it means, why it happens, what to do. The only list:
 * the type of `DialerError.code`, `docs/reference/errors.md` and the texts of the elements come from here.
 * Codes are frozen: one that was released is never renamed and never changes its meaning.
 */
export const errorCatalogue = { ...phoneErrors, ...queueErrors, ...dataErrors, ...warnings } as const;

type Catalogue = typeof errorCatalogue;
type CodeOf<Kind extends CatalogueEntry['kind']> = {
  [Code in keyof Catalogue]: Catalogue[Code]['kind'] extends Kind ? Code : never;
}[keyof Catalogue];

/** Everything that can go wrong, by name. */
export type DialerErrorCode = CodeOf<'error'>;
/** Everything that can be wrong for a while. */
export type DialerWarningCode = CodeOf<'warning'>;
