import type { CustomFieldDefinition } from './custom-field.js';
import type { Customer } from './customer.js';
import type { LocalCustomer } from './local-customer.js';

/** A customer of this browser as everybody sees customers. */
export function cardOf(local: LocalCustomer, definitions: readonly CustomFieldDefinition[]): Customer {
  const { revision: _revision, createdAt: _createdAt, updatedAt: _updatedAt, custom = {}, ...card } = local;
  const fields = definitions.flatMap(({ id, label, choices }) => {
    const value = Object.hasOwn(custom, id) ? custom[id] : undefined;
    const shown = choices?.find((choice) => choice.value === value)?.label ?? value;
    return shown === undefined ? [] : [{ label, value: String(shown) }];
  });
  return Object.freeze(fields.length > 0 ? { ...card, fields } : card);
}
