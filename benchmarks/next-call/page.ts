// Runs in the page of the bench: a progressive campaign over many leads, and calls by hand between its calls.
import { createDialer, type Dialer } from '@dialdeck/core';
import { createCompliance, createGate, createTimeZones, readRulePack } from '@dialdeck/core/compliance';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import {
  createDialQueue,
  createGateSources,
  createLocalLeadSource,
  makeCampaign,
  makeLead,
} from '@dialdeck/core/queue';
import { createSandbox, person, type Sandbox } from '@dialdeck/sandbox';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import rulePack from '../../examples/crm-page/src/campaign/rule-pack.json';

/** Whoever has a number that ends so answers at once. */
const ending = '5550150';
const answers = person({
  number: ending,
  name: 'Somebody',
  onCall: async (call) => {
    await call.answer();
    await call.chat();
  },
});

/** As long as an agent at least needs for a result, milliseconds. */
const thinkingMs = 300;

const callable = Array.from({ length: 789 }, (_, index) => `+1${201 + index}${ending}`).filter((number) =>
  parsePhoneNumberFromString(number)?.isValid(),
);

let dialer: Dialer;
let sandbox: Sandbox;
let byHand = 0;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** When the next INVITE crosses the sandbox's wire. */
function nextInvite(): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no INVITE came within 10 s')), 10_000);
    const stop = sandbox.pbx.listen(({ from, text }) => {
      if (from !== '1001' || !text.startsWith('INVITE ')) return;
      stop();
      clearTimeout(late);
      resolve(performance.now());
    });
  });
}

function until(holds: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const late = setTimeout(() => reject(new Error(`${what}: ${JSON.stringify(dialer.state.snapshot)}`)), 10_000);
    const look = () => {
      if (!holds()) return;
      stop();
      clearTimeout(late);
      resolve();
    };
    stop = dialer.state.subscribe(look);
    look();
  });
}

/** Talks to whoever is on the line, hangs up, and thinks about the result. */
async function talk(): Promise<void> {
  await until(() => dialer.state.snapshot.calls.some(({ status }) => status === 'active'), 'talking');
  const [call] = dialer.state.snapshot.calls;
  dialer.findCall(call?.id ?? '')?.hangUp();
  await until(() => dialer.state.snapshot.wrapUp !== undefined, 'wrap-up');
  await pause(thinkingMs);
}

const giveResult = () => dialer.wrapUp.complete({ disposition: 'no-interest' });

/** Nobody is called, and everything of the last call is written. */
async function rest(): Promise<void> {
  dialer.queue?.pause();
  await giveResult();
  await until(() => (dialer.state.snapshot.queue?.leads.length ?? 0) === 0, 'at rest');
  await pause(thinkingMs);
}

async function afterWrapUp(): Promise<number> {
  let completed = 0;
  const stop = dialer.events.listen(({ type }) => {
    if (type === 'dialdeck.wrap-up.completed') completed = performance.now();
  });
  const invite = nextInvite();
  await giveResult();
  stop();
  return (await invite) - completed;
}

async function afterClick(): Promise<number> {
  byHand += 1;
  const number = callable[callable.length - byHand] ?? answers.number;
  const click = performance.now();
  const invite = nextInvite();
  dialer.call(number);
  return (await invite) - click;
}

export const bench = {
  async start(leads: number): Promise<void> {
    sandbox = createSandbox({ people: [answers], readyMade: false });
    const storage = await openBrowserStorage({ name: 'next-call' });
    const store = await storage.openQueue();
    const startedAt = Date.now();
    const campaign = makeCampaign({ id: 'spring', startedAt, mode: 'progressive' });
    await store.putCampaign(campaign);
    for (let at = 0; at < leads; at += 2_000) {
      const rows = Array.from({ length: Math.min(2_000, leads - at) }, (_, each) => leadAt(at + each, startedAt));
      await store.putLeads(rows, true);
    }
    const source = await createLocalLeadSource({ store });
    const gate = createGate({
      ...createGateSources({ store, now: Date.now }),
      packs: [readRulePack(rulePack)],
      timeZones: createTimeZones({ ofNumber: () => ['America/New_York'] }),
    });
    dialer = createDialer({
      phone: sandbox.phone(),
      storage,
      agent: { id: 'ann' },
      queue: createDialQueue({ leads: source, campaigns: [campaign] }),
      compliance: createCompliance({ gate, country: 'US', leads: source }),
    });
    await dialer.connect();
    await dialer.queue?.start({ campaignId: 'spring' });
    await talk();
  },
  /** One call by the campaign, then one by hand. @returns milliseconds to the INVITE of each */
  async round(): Promise<{ readonly next: number; readonly click: number }> {
    const next = await afterWrapUp();
    await talk();
    await rest();
    const click = await afterClick();
    await talk();
    await rest().then(() => dialer.queue?.resume());
    await talk();
    return { next, click };
  },
};

/** Those that somebody answers go first; the others make the queue long. */
function leadAt(index: number, createdAt: number) {
  const given = index < callable.length / 2 ? callable[index] : undefined;
  const e164 = given ?? `+1212${String(2_000_000 + index)}`;
  return makeLead({
    id: `lead-${index}`,
    campaignId: 'spring',
    listId: `list-${index % 3}`,
    name: `Lead ${index}`,
    timeZone: index % 2 === 0 ? 'America/New_York' : 'America/Chicago',
    numbers: [{ e164 }],
    priority: given ? 50 : 0,
    createdAt,
  });
}

Object.assign(globalThis, { bench });
