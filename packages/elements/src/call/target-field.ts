import type { DialerState } from '@dialdeck/core';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { DialerController } from '../dialer-controller.js';
import { fill } from '../locales/en.js';
import { icon, search } from '../shared/icons.js';
import { DialFindPeopleEvent, type FoundPerson, mostPeople } from './find-people-event.js';
import type { TransferText } from './transfer-text.js';

export interface TargetFieldOptions {
  readonly label: string;
  readonly text: TransferText;
  readonly onEscape: () => void;
}

/** Names are asked for when the agent pauses. Milliseconds. */
const pauseMs = 200;

/** Where a call is to be sent: a number as it is typed, or a name that the page knows. */
export class TargetField {
  #value = '';
  #people: readonly FoundPerson[] = [];
  /** The one that Enter takes. */
  #active = -1;
  #asked: AbortController | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly dialer: DialerController<DialerState>,
  ) {}

  get target(): string {
    return this.#value.trim();
  }

  clear(): void {
    this.#asked?.abort();
    this.#show([]);
    this.#value = '';
  }

  view({ label, text, onEscape }: TargetFieldOptions): TemplateResult {
    const open = this.#people.length > 0;
    return html`
      <label class="lab muted" for="target">${label}</label>
      <span class="field">
        ${icon(search, 's')}
        <input
          id="target" part="target" dir="auto" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="128"
          role="combobox" aria-autocomplete="list" aria-expanded=${open ? 'true' : 'false'} aria-controls="people"
          aria-activedescendant=${ifDefined(this.#active < 0 ? undefined : `person-${this.#active}`)}
          placeholder=${text.targetHint} .value=${this.#value}
          @input=${(event: Event & { target: HTMLInputElement }) => this.#type(event.target.value, text)}
          @keydown=${(event: KeyboardEvent) => this.#press(event, onEscape)}
        />
      </span>
      <ul id="people" part="people" role="listbox" aria-label=${text.people} ?hidden=${!open}>
        ${this.#people.map(
          ({ name, number, note }, i) => html`
            <li id="person-${i}" role="option" aria-selected=${i === this.#active ? 'true' : 'false'} @click=${() => this.#take(i)}>
              <b class="strong clip"><bdi>${name}</bdi></b> <span class="num"><bdi>${number}</bdi></span>
              ${note ? html`<span class="muted clip">${note}</span>` : nothing}
            </li>
          `,
        )}
      </ul>
    `;
  }

  #type(value: string, text: TransferText): void {
    this.#value = value;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    // Who types a number needs no list.
    if (/\p{L}/u.test(value)) setTimeout(() => void this.#find(asked.signal, text), pauseMs);
    else this.#show([]);
    this.host.requestUpdate();
  }

  async #find(signal: AbortSignal, text: TransferText): Promise<void> {
    if (signal.aborted) return;
    const event = new DialFindPeopleEvent(this.target, signal);
    this.host.dispatchEvent(event);
    const [known, customers] = await Promise.all([event.people(), this.#customers(signal)]);
    if (signal.aborted) return;
    const people = [...known, ...customers].slice(0, mostPeople);
    this.#show(people);
    if (people.length > 0) this.dialer.announce(fill(text.found, { count: people.length }));
  }

  /** Customers of this browser and of the CRM, each number of theirs. */
  async #customers(signal: AbortSignal): Promise<readonly FoundPerson[]> {
    const query = { text: this.target, limit: mostPeople, signal };
    const page = await this.dialer.dialer?.customers.search(query).catch(() => undefined);
    return (page?.customers ?? []).flatMap(({ name, company, numbers }) =>
      numbers.map(({ number, label }) => ({ name, number, note: label ?? company })),
    );
  }

  #show(people: readonly FoundPerson[]): void {
    this.#people = people;
    this.#active = -1;
    this.host.requestUpdate();
  }

  #take(index: number): void {
    const person = this.#people[index];
    if (!person) return;
    this.#asked?.abort();
    this.#value = person.number;
    this.#show([]);
    this.host.renderRoot.querySelector<HTMLElement>('#target')?.focus();
  }

  #press(event: KeyboardEvent, onEscape: () => void): void {
    const { length } = this.#people;
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (length > 0) this.#show([]);
      else onEscape();
    } else if (length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#active = this.#active < 0 && step < 0 ? length - 1 : (this.#active + step + length) % length;
      this.host.requestUpdate();
    } else if (event.key === 'Enter' && this.#active >= 0) {
      event.preventDefault();
      this.#take(this.#active);
    }
  }
}
