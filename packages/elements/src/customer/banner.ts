import type { Customer } from '@dialdeck/core';
import { html, nothing, type TemplateResult } from 'lit';
import { fill, type Messages } from '../locales/en.js';
import { day } from '../shared/format.js';
import { ban, icon } from '../shared/icons.js';

/** Says that the person must not be called, since when and why. Nothing for everybody else. */
export function renderBanner(
  { doNotCall }: Customer,
  { text, locale }: { readonly text: Messages; readonly locale: string },
): TemplateResult | typeof nothing {
  if (!doNotCall) return nothing;
  const at = Date.parse(doNotCall.since ?? '');
  const asked = Number.isNaN(at) ? '' : fill(text.askedOn, { date: day(at, locale) });
  return html`
    <div class="banner" part="banner">
      ${icon(ban)}<strong>${text['do-not-call']}</strong>
      <p>${asked} <bdi>${doNotCall.reason}</bdi></p>
    </div>
  `;
}
