import { CallOver, type Leg, type ScriptCall } from './script-call.js';

export type Script = (call: ScriptCall) => Promise<void> | void;

/** Plays a script to its end. A script that fails ends its call and is reported like any uncaught error. */
export async function runScript(script: Script, call: ScriptCall, leg: Leg): Promise<void> {
  try {
    await script(call);
    // A script that decided nothing leaves the telephone ringing.
    if (!leg.ended.aborted && !leg.isReached()) await call.ring();
  } catch (error) {
    if (error instanceof CallOver || leg.ended.aborted) return;
    queueMicrotask(() => {
      throw error;
    });
    if (leg.isReached()) (await leg.reach()).hangUp();
    else leg.refuse(500);
  }
}
