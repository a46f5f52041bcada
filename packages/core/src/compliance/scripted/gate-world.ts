import { readFileSync } from 'node:fs';
import type { PastAttempt } from '../attempt-caps.js';
import { type Consent, createConsentLedger } from '../consent.js';
import { createDoNotCallList, type DoNotCallEntry, type NationalFile } from '../do-not-call.js';
import { createGate, type GateOptions } from '../gate.js';
import type { GateAnswer } from '../gate-answer.js';
import { dayMs } from '../local-time.js';
import { readRulePack } from '../read-rule-pack.js';
import type { RulePack } from '../rule-pack.js';

/* What the tests of the gate have in common: the shipped packs, people to call, and a gate over plain lists. */

export const readJson = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
export const packsOf = (...ids: readonly string[]): RulePack[] =>
  ids.map((id) => readRulePack(readJson(`packs/${id}.json`)));

export const noon = Date.parse('2026-11-23T12:00-05:00');
export const florida = {
  number: '+13055550100',
  leadId: 'l1',
  timeZone: 'America/New_York',
  jurisdictions: ['US-FL'],
  isAgentReserved: true,
};
export const china = { number: '+8613800000100', leadId: 'l2', timeZone: 'Asia/Shanghai', isAgentReserved: true };
export const britain = { number: '+442079460100', leadId: 'l3', timeZone: 'Europe/London', isAgentReserved: true };
export const france = { number: '+33199000100', leadId: 'l4', timeZone: 'Europe/Paris', isAgentReserved: true };

export const fileOf = (jurisdiction: string, asOf: number, listed: readonly string[] = []): NationalFile => ({
  name: `${jurisdiction} file`,
  jurisdiction,
  asOf,
  has: (number) => listed.includes(number),
});

export const consentOf = (number: string, change: Partial<Consent> = {}): Consent => ({
  id: 'c1',
  number,
  purpose: 'marketing',
  grantedAt: noon - 10 * dayMs,
  evidence: { kind: 'recording', reference: 'rec-77' },
  usedAt: [],
  ...change,
});

export interface World extends Partial<GateOptions> {
  readonly past?: readonly PastAttempt[];
  readonly entries?: readonly DoNotCallEntry[];
  readonly files?: readonly NationalFile[];
  readonly agreed?: readonly Consent[];
}

const freshFiles = [fileOf('US', noon), fileOf('GB', noon), fileOf('CA', noon)];

export const gateOf = ({ past = [], entries = [], files = freshFiles, agreed = [], ...options }: World) =>
  createGate({
    packs: packsOf('us', 'us-fl'),
    attempts: { find: () => past },
    doNotCall: createDoNotCallList(entries, files),
    consents: createConsentLedger(agreed),
    ...options,
  });

export const blockedBy = ({ rules }: GateAnswer) =>
  rules.filter(({ verdict }) => verdict === 'blocked').map(({ id }) => id);
