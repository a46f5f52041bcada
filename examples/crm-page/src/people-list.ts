import type { Person } from '@dialdeck/sandbox';
import { readableNumber } from './customers.js';
import { byId, element, icon } from './element.js';
import { crmRecords } from './seed.js';
import { currentLanguage, say } from './words.js';

interface Actions {
  readonly dial: (number: string) => void;
  /** Lets the person with this number call the agent. */
  readonly callMe: (number: string) => void;
}

function itemOf(person: Person, { dial, callMe }: Actions): HTMLLIElement {
  const { name, does = '' } = currentLanguage() === 'zh' ? { ...person, ...person.zh } : person;
  const call = element('button', { class: 'dial edged', type: 'button' });
  call.append(icon('phone'), element('span', { class: 'number' }, readableNumber(person.number)));
  call.addEventListener('click', () => dial(person.number));
  const ask = element('button', { class: 'button compact', type: 'button' }, say('haveCall', { name }));
  ask.addEventListener('click', () => callMe(person.number));
  // A number without a person, such as one that does not exist, calls nobody.
  const isSomebody = crmRecords.some((record) => record.name === person.name);
  return element(
    'li',
    {},
    element('div', {}, element('strong', {}, name), element('p', { class: 'muted' }, does)),
    element('div', { class: 'numbers' }, call, isSomebody ? ask : undefined),
  );
}

/** Draws who lives in the sandbox, what each number does, and a button that lets a person call. */
export function drawPeople(people: readonly Person[], actions: Actions): void {
  byId('people-list').replaceChildren(...people.map((person) => itemOf(person, actions)));
}
