import type { CrmCapability } from '@dialdeck/core/crm';

/** What became of one check. */
export interface CheckResult {
  /** Stable from release to release, such as `call.once`. */
  readonly id: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What was promised and what was seen, or why it was not tried. Absent for one that passed. */
  readonly reason?: string | undefined;
  /** What to do; only for one that failed. */
  readonly cure?: string | undefined;
  readonly ms: number;
}

/** What a vendor publishes. Plain JSON. */
export interface ConformanceReport {
  readonly format: 'dialdeck-conformance-1';
  readonly adapter: { readonly name: string; readonly version?: string | undefined };
  /** When it began, RFC 3339, UTC. */
  readonly date: string;
  readonly ms: number;
  /** The methods the adapter has. */
  readonly capabilities: readonly CrmCapability[];
  /** No check failed, and at least one passed. */
  readonly conforms: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** In the order they were run. */
  readonly checks: readonly CheckResult[];
}
