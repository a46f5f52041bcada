import type { Customer, CustomerNumber } from '@dialdeck/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { RecordSearch } from '../history/record-search.js';
import { addEnglish, fill } from '../locales/en.js';
import { baseStyles } from '../shared/base.styles.js';
import { safeLink } from '../shared/brief.js';
import { initials, numberText } from '../shared/format.js';
import { external, icon, phone } from '../shared/icons.js';
import { noteField } from '../shared/note-field.js';
import { openCustomer } from '../shared/open-customer-event.js';
import { placeCall } from '../shared/place-call.js';
import { Ticker } from '../shared/ticker.js';
import { renderBanner } from './banner.js';
import { DialChooseCustomerEvent } from './choose-customer-event.js';
import { customerStyles } from './customer.styles.js';
import { type CustomerView, customerViewOf, localTimeOf, type Subject } from './customer-view.js';
import { customerWords } from './customer-words.js';
import { renderLastCalls } from './last-calls.js';
import { renderMatches } from './matches.js';
import { workOf } from './work-of.js';

addEnglish(customerWords);

const lastCallsShown = 4;

/**
 * Who is on the phone: the card, the numbers to call, what was said before, and a note.
 * Without {@link customer} it shows the person of the current call, then of the call that waits for its result.
 *
 * @tag dial-customer
 * @csspart name - The person's name.
 * @csspart banner - Do not call.
 * @fires dial-before-call - Somebody pressed a number; `preventDefault()` stops the call.
 * @fires dial-open-customer - Somebody pressed "Open in CRM"; `preventDefault()` keeps the link from opening.
 * @fires dial-choose-customer - Several records had the number, and the agent said who it is.
 */
export class DialCustomer extends LitElement {
  static override styles = [baseStyles, customerStyles];

  /** Whom to show, whoever is on the phone. */
  @property({ attribute: false }) customer: Customer | undefined;

  readonly #dialer = new DialerController(this, (snapshot) => snapshot);
  readonly #lastCalls = new RecordSearch(this);
  readonly #ticker = new Ticker(this);
  #view: CustomerView = { kind: 'none' };

  protected override willUpdate(): void {
    this.#view = customerViewOf(this.#dialer.value, this.customer);
    const about =
      this.#view.kind === 'one'
        ? { customerId: this.#view.customer.id }
        : { number: this.#view.kind === 'unknown' ? this.#view.number : undefined };
    const known = this.#view.kind === 'one' || this.#view.kind === 'unknown';
    this.#lastCalls.ask({
      dialer: known ? this.#dialer.dialer : undefined,
      query: { ...about, limit: lastCallsShown + 1 },
      revision: this.#dialer.value?.recordsRevision ?? 0,
    });
    this.#ticker.running = this.#view.kind === 'one' && this.#view.customer.timeZone !== undefined;
  }

  protected override render() {
    const view = this.#view;
    const { text } = this.#dialer;
    const url = view.kind === 'one' ? safeLink(view.customer.url) : undefined;
    return html`
      <div class="head">
        <h2>${text.customer}</h2>
        ${
          view.kind === 'one' && url
            ? html`<a class="open" href=${url} target="_blank" rel="noopener noreferrer" @click=${(event: Event) => openCustomer(event, view.customer)}
                >${text.openInCrm}${icon(external, 's dir')}</a>`
            : nothing
        }
      </div>
      ${this.#renderView(view)}
    `;
  }

  #renderView(view: CustomerView): TemplateResult {
    const { text } = this.#dialer;
    switch (view.kind) {
      case 'none':
        return html`<p class="message">${text.noCustomer}</p>`;
      case 'several':
        return renderMatches(view.customers, { text, use: (customer) => this.#choose(customer, view.subject) });
      case 'unknown':
        return html`
          <div class="who">
            <h3 part="name">${view.name ?? numberText(view.number)}</h3>
            ${view.name ? numberText(view.number) : nothing}
          </div>
          <p class="message">${text.notInCrm}</p>
          ${this.#renderNote(view.subject)} ${this.#renderLastCalls(view.subject)}
        `;
      case 'one':
        return this.#renderCustomer(view.customer, view.subject);
    }
  }

  #renderCustomer(customer: Customer, subject: Subject | undefined): TemplateResult {
    const work = workOf(customer);
    return html`
      <div class="who">
        <span class="avatar" aria-hidden="true">${initials(customer.name)}</span>
        <div class="grow">
          <h3 class="clip" part="name" title=${customer.name}>${customer.name}</h3>
          <p class="muted clip lab" title=${work}>${work}</p>
        </div>
      </div>
      ${renderBanner(customer, this.#dialer)}
      <div class=${subject ? 'two' : ''}>
        <div class="part">${this.#renderFacts(customer)}</div>
        ${subject ? this.#renderNote(subject) : nothing}
      </div>
      ${this.#renderLastCalls(subject)}
    `;
  }

  #renderFacts(customer: Customer): TemplateResult {
    const { text, locale } = this.#dialer;
    const time = localTimeOf(customer.timeZone, { now: Date.now(), locale });
    return html`
      <dl class="facts">
        ${customer.numbers.map((entry) => this.#renderNumber(customer, entry))}
        ${time ? html`<dt>${text.localTime}</dt><dd>${time}</dd>` : nothing}
        ${customer.fields?.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}
      </dl>
    `;
  }

  #renderNumber(customer: Customer, { number, label }: CustomerNumber): TemplateResult {
    const { text, value } = this.#dialer;
    const offline = value?.connection.status !== 'connected';
    const button = html`<button
      class="ib" ?disabled=${offline} title=${offline ? text.notReady : ''}
      aria-label=${fill(text.callTo, { name: customer.name, number })} @click=${() => this.#call(customer, number)}
    >${icon(phone, 's')}</button>`;
    return html`<dt>${label ?? text.phone}</dt><dd class="number">${numberText(number)}${customer.doNotCall ? nothing : button}</dd>`;
  }

  #renderNote(subject: Subject): TemplateResult {
    const onNote = (written: string) => this.#write(subject, written);
    const onLeave = () => this.renderRoot.querySelector('textarea')?.blur();
    return html`<div class="part">${noteField({ text: this.#dialer.text, note: subject.note, onNote, onLeave })}</div>`;
  }

  #renderLastCalls(subject: Subject | undefined): TemplateResult {
    // The call that is going on is no last call.
    const ended = this.#lastCalls.records.filter(
      ({ id, outcome }) => id !== subject?.callId && outcome !== 'in-progress',
    );
    const { text, locale, value } = this.#dialer;
    return renderLastCalls(ended.slice(0, lastCallsShown), { text, locale, dispositions: value?.dispositions ?? [] });
  }

  #choose(customer: Customer, { callId }: Subject): void {
    this.#dialer.dialer?.findCall(callId)?.setCustomer(customer);
    this.dispatchEvent(new DialChooseCustomerEvent(customer, callId));
  }

  #write({ callId, kind }: Subject, text: string): void {
    const { dialer } = this.#dialer;
    if (kind === 'call') dialer?.findCall(callId)?.setNote(text);
    else dialer?.wrapUp.setNote(text);
  }

  async #call(customer: Customer, number: string): Promise<void> {
    const { dialer, guard, text } = this.#dialer;
    if (!dialer || guard.closed) return;
    guard.arm();
    try {
      await placeCall(this, { dialer, number, options: { customer } });
    } catch {
      this.#dialer.announce(text.notReady, true);
    }
  }
}
