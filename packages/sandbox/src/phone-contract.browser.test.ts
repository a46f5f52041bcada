import type { Line } from '@dialdeck/core';
import { phoneContract } from '@dialdeck/core/testing';
import { createSandbox, type SandboxCall } from './index.js';
import { person } from './person.js';
import type { ScriptCall } from './script-call.js';

const number = '+12025550150';

/** A sandbox whose people do nothing but what the suite tells them. */
async function makeHarness() {
  let take = (_call: ScriptCall) => {};
  const taken = new Promise<ScriptCall>((resolve) => {
    take = resolve;
  });
  const puppet = person({
    number,
    name: 'Puppet',
    onCall: async (call) => {
      take(call);
      await call.wait(1_000_000_000);
    },
  });
  const sandbox = createSandbox({ people: [puppet], readyMade: false, strangers: false });
  const phone = sandbox.phone();
  const colleague = sandbox.phone({ number: '1002' });
  const asked = new Promise<Line>((resolve) => colleague.incoming(resolve));
  await colleague.connect();
  let caller: SandboxCall | undefined;
  return {
    phone,
    number,
    farEnd: {
      ring: async () => (await taken).ring(),
      answer: async () => (await taken).answer(),
      busy: async () => (await taken).reject(486),
      hangUp: async () => (await taken).hangUp(),
      refuseHold: async () => (await taken).refuseChanges(),
      async targetAnswers(sipCode: number) {
        const line = await asked;
        if (sipCode === 200) line.answer();
        else if (sipCode > 200) line.reject(sipCode);
      },
    },
    callIn: (from: { readonly number: string; readonly name?: string | undefined }) => {
      sandbox.addPerson(person({ number: from.number, name: from.name ?? from.number }));
      caller = sandbox.call(phone, from.number);
    },
    giveUp: () => caller?.hangUp(),
    clear: () => sandbox.dispose(),
  };
}

describe("the sandbox's telephone", () => {
  for (const { name, run } of phoneContract(makeHarness)) it(name, run);
});
