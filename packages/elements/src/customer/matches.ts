import type { Customer } from '@dialdeck/core';
import { html, type TemplateResult } from 'lit';
import { fill, type Messages } from '../locales/en.js';
import { workOf } from './work-of.js';

interface Options {
  readonly text: Messages;
  readonly use: (customer: Customer) => void;
}

/** Radio rows for several records with one number. The likeliest is preselected, never used silently. */
export function renderMatches(customers: readonly Customer[], { text, use }: Options): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const id = new FormData(event.target as HTMLFormElement).get('customer');
    const chosen = customers.find((customer) => customer.id === id);
    if (chosen) use(chosen);
  };
  return html`
    <form @submit=${submit}>
      <fieldset>
        <legend>${fill(text.severalMatches, { count: customers.length })}<span class="muted lab"> ${text.chooseMatch}</span></legend>
        <div class="choices">${customers.map((customer, index) => row(customer, index === 0))}</div>
      </fieldset>
      <div class="use"><button class="btn pri" type="submit">${text.useRecord}</button></div>
    </form>
  `;
}

const row = ({ id, name, company, title }: Customer, first: boolean): TemplateResult => html`
  <label>
    <input type="radio" name="customer" value=${id} ?checked=${first} />
    <span class="clip">
      <bdi title=${name}>${name}</bdi><br />
      <span class="muted lab">${workOf({ title, company })}</span>
    </span>
  </label>
`;
