import { type Call, createDialer, type Dialer } from '@dialdeck/core';
import { createToneExchange } from './testing/tone-telephone.js';

const [agentHz, otherHz, mayaHz, tomHz] = [660, 1100, 440, 880] as const;

describe('a three-way conference', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function two() {
    const context = new AudioContext();
    const contexts = watchContexts();
    cleanups.push(contexts.restore, () => context.close());
    const exchange = createToneExchange(context);
    const agent = await exchange.plug('1001', [agentHz, otherHz]);
    const maya = await exchange.plug('2001', [mayaHz]);
    const tom = await exchange.plug('2002', [tomHz]);
    for (const { phone } of [maya, tom]) phone.incoming((line) => line.answer());
    const dialer = createDialer({ phone: agent.phone });
    cleanups.push(exchange.pbx.dispose, maya.dispose, tom.dispose, () => dialer.dispose());
    await dialer.connect();
    const toMaya = await talk(dialer, '2001');
    await maya.hears([agentHz]);
    const toTom = await talk(dialer, '2002');
    await tom.hears([agentHz]);
    await maya.hears([]);
    return { agent, maya, tom, toMaya, toTom, contexts, dialer };
  }

  it('lets everybody hear everybody else, never themselves, and comes apart again', async () => {
    const { agent, maya, tom, toMaya, toTom, contexts, dialer } = await two();
    await toTom.merge(toMaya);
    await Promise.all([agent.hears([mayaHz, tomHz]), maya.hears([agentHz, tomHz]), tom.hears([agentHz, mayaHz])]);

    toTom.setMuted(true);
    await Promise.all([maya.hears([tomHz]), tom.hears([mayaHz])]);
    await dialer.audio?.choose('microphone', `tone-${otherHz}`);
    await Promise.all([maya.hears([tomHz]), tom.hears([mayaHz])]);
    toMaya.setMuted(false);
    await Promise.all([maya.hears([otherHz, tomHz]), tom.hears([otherHz, mayaHz])]);

    await toMaya.setHeld(true);
    await Promise.all([agent.hears([]), maya.hears([]), tom.hears([])]);
    await toMaya.setHeld(false);
    await Promise.all([maya.hears([otherHz, tomHz]), tom.hears([otherHz, mayaHz])]);

    await toMaya.split();
    await Promise.all([agent.hears([mayaHz]), maya.hears([otherHz]), tom.hears([])]);
    await toTom.setHeld(false);
    await Promise.all([agent.hears([tomHz]), maya.hears([]), tom.hears([otherHz])]);

    toMaya.hangUp();
    toTom.hangUp();
    await Promise.all([toMaya.ended, toTom.ended]);
    await contexts.allClosed();
    if (agent.liveTracks() > 0) throw new Error('The microphone is still open.');
  });

  it('goes on as a normal call when one of the two hangs up', async () => {
    const { agent, maya, tom, toMaya, toTom, contexts } = await two();
    await toTom.merge(toMaya);
    await tom.hears([agentHz, mayaHz]);
    toMaya.hangUp();
    await Promise.all([agent.hears([tomHz]), tom.hears([agentHz]), maya.hears([])]);
    await contexts.allClosed();
    await toTom.setHeld(true);
    await tom.hears([]);
    await toTom.setHeld(false);
    await tom.hears([agentHz]);
  });
});

async function talk(dialer: Dialer, number: string): Promise<Call> {
  const call = dialer.call(number);
  if (!(await call.answered)) throw new Error(`${number} did not answer.`);
  return call;
}

/** Every AudioContext that is made from now on. */
function watchContexts() {
  const Original = AudioContext;
  const made: AudioContext[] = [];
  globalThis.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(options);
      made.push(this);
    }
  };
  return {
    async allClosed(): Promise<void> {
      while (made.some(({ state }) => state !== 'closed')) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    restore() {
      globalThis.AudioContext = Original;
    },
  };
}
