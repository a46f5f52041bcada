import type { CallCare } from './call-care.js';
import type { ActiveCallState, CallState } from './call-state.js';
import type { CallHandle } from './create-call.js';
import { freshMonitor, judge, type QualityMonitor, type QualityWarning, rest, summaryOf } from './quality-monitor.js';

const sampleEveryMs = 1_000;

/** Which calls of a dialer have which trouble. */
const troubled = new WeakMap<CallCare, Map<QualityWarning, Set<string>>>();

/** Measures a call once a second while it is talked on; its record gets the summary when it ends. */
export function watchQuality({ call, apply }: CallHandle, care: CallCare): void {
  const { clock, book } = care;
  let monitor = freshMonitor;
  let asking = false;
  let cancel = () => {};

  function become(next: QualityMonitor): void {
    const before = monitor;
    monitor = next;
    if (next.quality && !isSame(before.quality, next.quality)) apply({ type: 'quality', quality: next.quality });
    if (next.quality?.band !== before.quality?.band) tellBand(call.state.snapshot, next, care);
    warn(call.id, { before, after: next, care });
  }

  function tick(): void {
    cancel = clock.after(sampleEveryMs, tick);
    void sample();
  }

  async function sample(): Promise<void> {
    if (asking || !isHeard(call.state.snapshot)) return;
    asking = true;
    const measurement = await call.measure().catch(() => undefined);
    asking = false;
    const state = call.state.snapshot;
    // It may have been put on hold, or have ended, while the browser was counting.
    if (measurement && isHeard(state)) become(judge(monitor, { measurement, at: clock.now(), muted: state.muted }));
  }

  function look(): void {
    const state = call.state.snapshot;
    if (isHeard(state)) return;
    if (monitor.last) become(rest(monitor));
    if (state.status !== 'ended') return;
    cancel();
    unsubscribe();
    const quality = summaryOf(monitor);
    // The keeper of the record retries and warns.
    if (quality) book.change(call.id, { quality }).catch(() => {});
  }

  cancel = clock.after(sampleEveryMs, tick);
  const unsubscribe = call.state.subscribe(look);
  look();
}

function tellBand({ id, direction, number, name }: CallState, { quality }: QualityMonitor, { tell }: CallCare): void {
  if (!quality) return;
  const { band, mos } = quality;
  const call = { callId: id, direction, number, ...(name === undefined ? {} : { name }) };
  tell('dialdeck.call.quality-changed', { ...call, band, mos }, id);
}

interface WarningChange {
  readonly before: QualityMonitor;
  readonly after: QualityMonitor;
  readonly care: CallCare;
}

/** Several calls may have the same trouble: it is over when none has it any more. */
function warn(callId: string, { before, after, care }: WarningChange): void {
  const all = troubled.get(care) ?? new Map<QualityWarning, Set<string>>();
  troubled.set(care, all);
  for (const code of new Set([...before.warnings, ...after.warnings])) {
    const calls = all.get(code) ?? new Set();
    all.set(code, calls);
    if (after.warnings.includes(code)) calls.add(callId);
    else calls.delete(callId);
    care.warnings.set(code, calls.size > 0);
  }
}

/** Whether audio should flow both ways. */
const isHeard = (state: CallState): state is ActiveCallState =>
  state.status === 'active' && !state.held && !state.heldByRemote && state.media !== 'connecting';

const isSame = (a: object | undefined, b: object) => JSON.stringify(a) === JSON.stringify(b);
