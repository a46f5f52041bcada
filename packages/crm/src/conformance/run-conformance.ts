import type { CrmAdapter, CrmCapability } from '@dialdeck/core/crm';
import { type CrmAdapterHarness, type CrmCheck, crmChecks, reasonToSkip, runCheck } from '@dialdeck/core/testing';
import type { CheckResult, ConformanceReport } from './conformance-report.js';

/** A CRM to be checked, fresh or cleared for each check. What is left out is reported as skipped, never as passed. */
export type CrmWorld = CrmAdapterHarness;

export interface ConformanceOptions {
  /** For the report: what is checked. */
  readonly name: string;
  readonly version?: string | undefined;
  /** Only checks whose id begins with one of these, such as `call.` or `match.several`. @defaultValue all */
  readonly only?: readonly string[] | undefined;
  /** How long one check may take, milliseconds. @defaultValue 30000 */
  readonly limitMs?: number | undefined;
  /** Told of each result as it comes. */
  readonly onResult?: ((result: CheckResult) => void) | undefined;
  /** Ends the run after the check that is running; the rest is reported as skipped. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every check of the CRM port against an adapter, one after the other. Needs no test framework: works in Node and
 * in a page. Never rejects for what an adapter does; a harness that cannot be made fails the check it was made for.
 *
 * @param makeWorld called once for each check
 */
export async function runConformance(
  makeWorld: () => CrmWorld | Promise<CrmWorld>,
  options: ConformanceOptions,
): Promise<ConformanceReport> {
  const { name, version, only, signal } = options;
  const begun = Date.now();
  const checks: CheckResult[] = [];
  let capabilities: readonly CrmCapability[] = [];
  for (const check of crmChecks) {
    if (only && !only.some((prefix) => check.id.startsWith(prefix))) continue;
    const result = signal?.aborted
      ? resultOf(check, { status: 'skipped', reason: 'The run was ended.', ms: 0 })
      : await tryCheck(check, options, async () => {
          const world = await makeWorld();
          capabilities = capabilitiesOf(world.adapter);
          return world;
        });
    checks.push(result);
    options.onResult?.(result);
  }
  const count = (status: CheckResult['status']) => checks.filter((each) => each.status === status).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  return {
    format: 'dialdeck-conformance-1',
    adapter: { name, ...(version === undefined ? {} : { version }) },
    date: new Date(begun).toISOString(),
    ms: Date.now() - begun,
    capabilities,
    conforms: failed === 0 && passed > 0,
    passed,
    failed,
    skipped,
    checks,
  };
}

const resultOf = ({ id, title }: CrmCheck, rest: Omit<CheckResult, 'id' | 'title'>): CheckResult => ({
  id,
  title,
  ...rest,
});

/** Every method of the port. A map, so that one that is added cannot be forgotten. */
const methods = {
  matchCustomers: true,
  searchCustomers: true,
  listCustomers: true,
  getCustomer: true,
  createCustomer: true,
  updateCustomer: true,
  checkDial: true,
  openRecord: true,
  upsertCall: true,
  uploadRecording: true,
  timeline: true,
  listDispositions: true,
} satisfies Record<CrmCapability, true>;

const capabilitiesOf = (adapter: CrmAdapter) =>
  (Object.keys(methods) as CrmCapability[]).filter((method) => typeof adapter[method] === 'function');

async function tryCheck(
  check: CrmCheck,
  { limitMs = 30_000 }: ConformanceOptions,
  makeWorld: () => Promise<CrmWorld>,
): Promise<CheckResult> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  let world: CrmWorld | undefined;
  try {
    world = await within(limitMs, makeWorld());
    const reason = reasonToSkip(check, world);
    if (reason !== undefined) return resultOf(check, { status: 'skipped', reason, ms: took() });
    await within(limitMs, runCheck(check, world));
    return resultOf(check, { status: 'passed', ms: took() });
  } catch (error) {
    return resultOf(check, { status: 'failed', reason: reasonOf(error), cure: check.cure, ms: took() });
  } finally {
    cleanPrototypes();
    await within(limitMs, Promise.resolve(world?.clear())).catch(() => {});
  }
}

/** An adapter that polluted the prototype fails its own check, not all that follow. */
function cleanPrototypes(): void {
  Reflect.deleteProperty(Object.prototype, 'polluted');
  Reflect.deleteProperty(globalThis, 'polluted');
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing happened for ${limitMs / 1_000} seconds`)), limitMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 1_000) || 'It failed without a reason.';
