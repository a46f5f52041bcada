import type { Customer } from '@dialdeck/core';
import { isolated } from '../shared/isolated.js';

/** What a person does, and where: one line. */
export const workOf = ({ title, company }: Pick<Customer, 'title' | 'company'>): string =>
  [title, company].flatMap((each) => (each ? isolated(each) : [])).join(', ');
