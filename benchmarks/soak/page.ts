// Runs in the page of the bench: calls one after the other, as an agent makes them in a week.
import { createDialer, type Dialer } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { createSandbox, person } from '@dialdeck/sandbox';
import { type Held, held, installEyes } from './eyes.js';

installEyes();

const answers = person({
  number: '+12025550150',
  name: 'Ava Chen',
  does: 'Answers at once and talks',
  onCall: async (call) => {
    await call.answer();
    await call.chat();
  },
});

let dialer: Dialer | undefined;
let emptyLog = () => {};

export const soak = {
  async start(): Promise<void> {
    const sandbox = createSandbox({ people: [answers], networkDelayMs: 0 });
    // The exchange remembers its last two thousand messages, which is not what a telephone leaves behind.
    emptyLog = () => (sandbox.pbx.messages as unknown[]).splice(0);
    dialer = createDialer({
      phone: sandbox.phone(),
      storage: await openBrowserStorage({ name: 'soak' }),
      wrapUp: false,
    });
    await dialer.connect();
  },
  /** Calls until audio flows, then hangs up. @returns how long each took, milliseconds */
  async calls(count: number): Promise<readonly number[]> {
    const times: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const began = performance.now();
      const call = dialer?.call(answers.number);
      if (!call) throw new Error('no dialer');
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          const { snapshot } = call.state;
          if (snapshot.status === 'active' && snapshot.media === 'flowing') resolve();
          if (snapshot.status === 'ended') reject(new Error(`call ${i} ended: ${JSON.stringify(snapshot.end)}`));
        };
        call.state.subscribe(look);
        look();
      });
      call.hangUp();
      await call.ended;
      times.push(performance.now() - began);
    }
    return times;
  },
  look(): Held {
    emptyLog();
    return held();
  },
};

Object.assign(globalThis, { soak });
