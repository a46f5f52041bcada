import { DialerError } from '../errors.js';
import { problemsOfRulePack, type RulePack, rulePackSchema } from './rule-pack.js';

/**
 * Takes a pack from outside: imported JSON, a file of the company's server, an edited copy.
 * @throws DialerError `rule-pack-invalid` with every problem in its message
 */
export function readRulePack(data: unknown): RulePack {
  const problems = problemsOfRulePack(data);
  if (problems.length > 0)
    throw new DialerError('rule-pack-invalid', `The rule pack is invalid. ${problems.join('; ')}`);
  return rulePackSchema.parse(data);
}
