import type { JsSipUa } from './jssip-surface.js';
import { applyCredentials, askCredentials } from './sip-credentials.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';

export interface RegistrationRefresh {
  /** A registration was confirmed: count from now. */
  start(): void;
  stop(): void;
  /** Signs in again, with fresh credentials. */
  now(): void;
}

/**
 * Registers again before the registration runs out. JsSIP asks for it in time, unless the server's last answer
 * did not name our contact; hence a clock of our own.
 */
export function createRefresh(options: ResolvedSipPhoneOptions, ua: () => JsSipUa | undefined): RegistrationRefresh {
  let cancel = () => {};
  let round = 0;

  function start(): void {
    stop();
    cancel = options.clock.after(options.registerEverySeconds * 900, () => void refresh());
  }

  function stop(): void {
    round += 1;
    cancel();
  }

  async function refresh(): Promise<void> {
    start();
    const mine = round;
    // The old credentials may still do when there are no new ones.
    const fresh = await askCredentials(options.credentials).catch(() => undefined);
    const agent = ua();
    if (mine !== round || agent === undefined) return;
    if (fresh !== undefined) applyCredentials(agent, fresh);
    agent.registrator().register();
  }

  return { start, stop, now: () => void refresh() };
}
