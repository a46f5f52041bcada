export interface CatalogueText {
  readonly meaning: string;
  readonly cause: string;
  readonly cure: string;
}

export interface CatalogueEntry {
  /** A warning is raised and cleared in pairs; an error is thrown or ends something. */
  readonly kind: 'error' | 'warning';
  /** Trying again without a change cannot help. */
  readonly fatal: boolean;
  readonly en: CatalogueText;
  readonly zh: CatalogueText;
}
