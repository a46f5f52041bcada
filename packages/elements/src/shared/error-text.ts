import type { DialerErrorCode, DialerWarningCode } from '@dialdeck/core';
import type { CatalogueText } from '@dialdeck/core/errors';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Catalogue = typeof import('@dialdeck/core/errors').errorCatalogue;
type Code = DialerErrorCode | DialerWarningCode;

let catalogue: Catalogue | undefined;

/** Meaning, cause and cure in the reader's language. The catalogue is loaded when first asked for. */
export async function loadErrorText(code: Code, locale: string): Promise<CatalogueText> {
  catalogue ??= (await import('@dialdeck/core/errors')).errorCatalogue;
  return catalogue[code][/^zh/i.test(locale) ? 'zh' : 'en'];
}

/** The same for rendering. */
export class ErrorText implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** @returns `undefined` until the catalogue is there; the element is rendered again then */
  of(code: Code, locale: string): CatalogueText | undefined {
    if (catalogue) return catalogue[code][/^zh/i.test(locale) ? 'zh' : 'en'];
    void loadErrorText(code, locale).then(() => this.host.requestUpdate());
    return undefined;
  }
}
