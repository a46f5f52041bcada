import { createDialer } from '../dialer.js';
import type { DialerEvent } from '../dialer-events.js';
import { isDialerError } from '../errors.js';
import { createMemoryStorage } from '../storage/memory.js';
import { FakePhone } from './fake-phone.js';
import { createManualClock } from './manual-clock.js';

/** A dialer that is ready to call, with everything around it in the test's hands. */
export async function connected(options: Partial<Parameters<typeof createDialer>[0]> = {}) {
  const phone = new FakePhone();
  const clock = createManualClock();
  const storage = createMemoryStorage();
  const dialer = createDialer({ phone, clock, storage, ...options });
  const events: DialerEvent[] = [];
  dialer.events.listen((event) => events.push(event));
  await dialer.connect();
  return { phone, clock, storage, dialer, events };
}

/** The code of what `run` throws. */
export const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return isDialerError(error) ? error.code : error;
  }
  return undefined;
};
