import { describe, expect, it } from 'vitest';
import { type CustomFieldDefinition, type CustomFieldProblem, problemOfValue } from './custom-field.js';

const field = (rules: Partial<CustomFieldDefinition>): CustomFieldDefinition => ({
  id: 'f',
  label: 'F',
  type: 'text',
  ...rules,
});
const choices = [{ value: 'gold', label: 'Gold' }];

describe('a value of a custom field', () => {
  it.each<[Partial<CustomFieldDefinition>, unknown, CustomFieldProblem | undefined]>([
    [{}, undefined, undefined],
    [{ required: true }, undefined, 'required'],
    [{ required: true }, '', 'required'],
    [{ required: true }, '  ', 'required'],
    [{ required: true, type: 'number' }, 0, undefined],
    [{}, 'x'.repeat(500), undefined],
    [{}, 'x'.repeat(501), 'too-long'],
    [{ maxLength: 2 }, 'abc', 'too-long'],
    [{}, 7, 'not-a-text'],
    [{}, { toString: () => 'x' }, 'not-a-text'],
    [{ type: 'number' }, '7', 'not-a-number'],
    [{ type: 'number' }, Number.NaN, 'not-a-number'],
    [{ type: 'number', min: 1, max: 3 }, 0, 'too-small'],
    [{ type: 'number', min: 1, max: 3 }, 4, 'too-big'],
    [{ type: 'number', min: 1, max: 3 }, 3, undefined],
    [{ type: 'date' }, '2028-02-29', undefined],
    [{ type: 'date' }, '2027-02-29', 'not-a-date'],
    [{ type: 'date' }, '1.6.2026', 'not-a-date'],
    [{ type: 'choice', choices }, 'gold', undefined],
    [{ type: 'choice', choices }, 'Gold', 'not-a-choice'],
    [{ type: 'choice', choices }, 'constructor', 'not-a-choice'],
  ])('%j with %j: %s', (rules, value, problem) => {
    expect(problemOfValue(field(rules), value)).toBe(problem);
  });
});
