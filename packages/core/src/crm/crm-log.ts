import type { CallRecord } from '../records/call-record.js';

/** A finished call as a CRM sees it: the record without what only this browser needs. Times are milliseconds since 1970. */
export type CrmCallLog = Omit<CallRecord, 'owner' | 'revision' | 'seenAt' | 'resume'>;

/** The fields that differ from what the CRM has confirmed; `null` for one that was taken away. */
export type CrmCallChanges = { readonly [Field in keyof CrmCallLog]?: CrmCallLog[Field] | null };

/** What the CRM is told of a record. */
export function callLogOf({
  owner: _owner,
  revision: _revision,
  seenAt: _seenAt,
  resume: _resume,
  ...log
}: CallRecord): CrmCallLog {
  return log;
}

/**
 * What is new since the CRM last confirmed the call: everything the first time.
 * A field that a person edited in the CRM is left alone unless it changed here as well.
 */
export function changesBetween(confirmed: CrmCallLog | undefined, log: CrmCallLog): CrmCallChanges {
  const fields = new Set([...Object.keys(confirmed ?? {}), ...Object.keys(log)]) as Set<keyof CrmCallLog>;
  const changed = [...fields].filter((field) => !isSame(confirmed?.[field], log[field]));
  return Object.fromEntries(changed.map((field) => [field, log[field] ?? null]));
}

/** Records are plain JSON, and their parts are always written in one order. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
