import type { DialingMode } from '@dialdeck/core/queue';

/** What runs in this tab. */
export interface KeptRun {
  readonly mode: RunMode;
  readonly isUnattended: boolean;
}

export type RunMode = Extract<DialingMode, 'preview' | 'progressive' | 'power'>;

export const runModes: readonly RunMode[] = ['preview', 'progressive', 'power'];

const key = 'harbor-campaign';

/** The campaign that ran when this tab was reloaded, so that it goes on. */
export function readKeptRun(): KeptRun | undefined {
  try {
    const { mode, isUnattended } = Object(JSON.parse(sessionStorage.getItem(key) ?? 'null')) as Record<string, unknown>;
    const known = runModes.find((each) => each === mode);
    return known && { mode: known, isUnattended: isUnattended === true };
  } catch {
    return undefined;
  }
}

export function keepRun(run: KeptRun | undefined): void {
  try {
    if (run) sessionStorage.setItem(key, JSON.stringify(run));
    else sessionStorage.removeItem(key);
  } catch {
    // Without storage a reload ends it.
  }
}
