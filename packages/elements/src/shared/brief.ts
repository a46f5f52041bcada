import type { Customer } from '@dialdeck/core';
import { html, nothing, type TemplateResult } from 'lit';
import { initials } from './format.js';
import { external, icon } from './icons.js';
import { openCustomer } from './open-customer-event.js';

/** The address of a customer's page, when it is one that a link may open. */
export function safeLink(url: string | undefined): string | undefined {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** The few facts worth knowing while somebody picks up. */
export function brief(customer: Customer, openLabel: string): TemplateResult | typeof nothing {
  const { company, title, fields = [], name, url } = customer;
  const link = safeLink(url);
  if (!company && !title && !link) return facts(fields.slice(0, 4));
  return html`
    <div class="brief">
      <span class="ava" aria-hidden="true">${initials(name)}</span>
      <div class="grow">
        <div class="strong clip" title=${company ?? name}>${company ?? name}</div>
        ${title ? html`<div class="muted lab clip" title=${title}>${title}</div>` : nothing}
      </div>
      ${
        link
          ? html`<a
              class="ib" href=${link} target="_blank" rel="noopener noreferrer" aria-label=${openLabel}
              @click=${(press: Event) => openCustomer(press, customer)}
            >${icon(external, 'dir')}</a>`
          : nothing
      }
    </div>
    ${facts(fields.slice(0, 4))}
  `;
}

/** Label and value, one pair a line. */
export const facts = (fields: readonly { readonly label: string; readonly value: string }[]) =>
  fields.length === 0
    ? nothing
    : html`<dl class="facts">${fields.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
