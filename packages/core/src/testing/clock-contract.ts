import type { Clock } from '../shared/clock.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';

export interface ClockHarness {
  readonly clock: Clock;
  /** Lets at least `ms` pass on that clock. */
  pass(ms: number): Promise<void>;
}

/** What every {@link Clock} promises. */
export function clockContract(make: () => Promise<ClockHarness>): readonly ContractCase[] {
  const promise = caseWith(make, async () => {});
  return [
    promise('goes forward', async ({ clock, pass }) => {
      const before = clock.now();
      await pass(20);
      expectThat(clock.now() - before >= 19, 'time passed', clock.now() - before);
    }),
    promise('runs what is due, in order, once', async ({ clock, pass }) => {
      const ran: string[] = [];
      clock.after(20, () => ran.push('second'));
      clock.after(5, () => ran.push('first'));
      await pass(60);
      await pass(60);
      expectThat(ran.join() === 'first,second', 'first, then second', ran);
    }),
    promise('never runs at once, not even after 0 ms', async ({ clock, pass }) => {
      let ran = false;
      clock.after(0, () => {
        ran = true;
      });
      expectThat(!ran, 'not within the call');
      await pass(5);
      expectThat(ran, 'but soon');
    }),
    promise('forgets what was cancelled', async ({ clock, pass }) => {
      let ran = false;
      const cancel = clock.after(5, () => {
        ran = true;
      });
      cancel();
      cancel();
      await pass(20);
      expectThat(!ran, 'never ran');
    }),
  ];
}
