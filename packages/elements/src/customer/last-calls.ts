import type { CallRecord } from '@dialdeck/core';
import { html, nothing, type TemplateResult } from 'lit';
import {
  directionIcon,
  directionWord,
  isMissed,
  lengthOf,
  type ResultWords,
  resultOf,
} from '../history/record-view.js';
import { fill } from '../locales/en.js';
import { whenShort } from '../shared/format.js';
import { icon } from '../shared/icons.js';

interface Words extends ResultWords {
  readonly locale: string;
}

/** The last calls with a person, newest first. */
export function renderLastCalls(records: readonly CallRecord[], words: Words): TemplateResult {
  const { text } = words;
  const list = html`<ol class="timeline" role="list">${records.map((record) => renderCall(record, words))}</ol>`;
  return html`
    <div class="part">
      <h4 class="subhead">${text.lastCalls}</h4>
      ${records.length > 0 ? list : html`<p class="muted lab">${text.noCallsYet}</p>`}
    </div>
  `;
}

function renderCall(record: CallRecord, words: Words): TemplateResult {
  const { label } = resultOf(record, words);
  return html`
    <li>
      <span class="mark ${isMissed(record) ? 'bad' : ''}">
        ${icon(directionIcon(record), 'dir')}<span class="vh">${directionWord(record, words.text)}</span>
      </span>
      <span>${record.talkMs > 0 ? fill(words.text.resultAndLength, { result: label, length: lengthOf(record) }) : label}</span>
      <time datetime=${new Date(record.startedAt).toISOString()}>${whenShort(record.startedAt, words.locale)}</time>
      ${record.note ? html`<p class="text">${record.note}</p>` : nothing}
    </li>
  `;
}
