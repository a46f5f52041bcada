import type { DialerWarningCode } from '@dialdeck/core';
import type { CatalogueText } from '@dialdeck/core/errors';
import { html } from 'lit';
import { alert, icon } from './icons.js';

/** Why a call sounds poor: told by `dial-quality`, not on its own. */
export const isDetail = (code: DialerWarningCode): boolean => code.startsWith('high-');

/** What is wrong for the moment: said in place, with what to do. Nothing while all is well. */
export const warnings = (
  codes: readonly DialerWarningCode[],
  words: (code: DialerWarningCode) => CatalogueText | undefined,
) =>
  codes
    .filter((code) => !isDetail(code))
    .map((code) => {
      const { meaning = '', cure = '' } = words(code) ?? {};
      return html`
      <p class="sub warn" data-code=${code} title=${`${meaning} ${cure}`}>${icon(alert, 's')}<span>${meaning} ${cure}</span></p>
    `;
    });
