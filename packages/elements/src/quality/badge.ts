import type { CallQuality, QualityBand } from '@dialdeck/core';
import { html, svg } from 'lit';
import { qualityWords } from './words.js';

const bars: Readonly<Record<QualityBand, number>> = { good: 4, fair: 2, poor: 1 };
const looks: Readonly<Record<QualityBand, string>> = { good: 'ok', fair: 'warn', poor: 'bad' };

/** Four bars and a word: what is meant is said by height and word, never by colour alone. */
export function qualityBadge({ band }: CallQuality, locale: string) {
  const bar = (index: number) =>
    svg`<path d="M${3.5 + index * 4.5} 16v-${3 + index * 3}" stroke-width="3" stroke-opacity=${index < bars[band] ? 1 : 0.25}></path>`;
  return html`
    <span class=${looks[band]} part="quality" data-band=${band}>
      <svg class="i s" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${[0, 1, 2, 3].map(bar)}</svg>
    </span>
    <span>${qualityWords(locale)[band]}</span>
  `;
}
