import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from './open-demo.mjs';

let site;
beforeAll(async () => {
  site = await startDemo();
});
afterAll(() => site?.close());

const contexts = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** The campaign's view, with people twenty times as fast. */
async function openCampaign(options = {}) {
  const opened = await site.open({ address: '?speed=20&ring=5#/campaign', ...options });
  contexts.push(opened.context);
  const { page, demo } = opened;
  await demo.ready();
  /** Everything sent is noted by the page itself, so that nothing is missed between two looks. */
  const watch = () =>
    page.evaluate(() => {
      window.seen = { invites: [], finals: {}, mostInTheAir: 0, mostTalking: 0 };
      const note = ({ from, text }) => {
        const [first = ''] = text.split('\r\n');
        const to = /^To:.*?sip:(\+\d+)@/im.exec(text)?.[1];
        if (from === '1001' && first.startsWith('INVITE ') && !/^To:.*;tag=/im.test(text)) window.seen.invites.push(to);
        const [, code] = /^SIP\/2\.0 ([2-6]\d\d)/.exec(first) ?? [];
        if (code && from === 'pbx' && /^CSeq: *\d+ INVITE/im.test(text)) window.seen.finals[to] = Number(code);
      };
      const { pbx } = window.demo.sandbox;
      pbx.messages.forEach(note);
      pbx.listen(note);
      window.demo.dialer.state.subscribe(() => {
        const { queue } = window.demo.dialer.state.snapshot;
        const of = (...phases) => queue.leads.filter(({ phase }) => phases.includes(phase)).length;
        window.seen.mostInTheAir = Math.max(window.seen.mostInTheAir, of('dialing', 'talking'));
        window.seen.mostTalking = Math.max(window.seen.mostTalking, of('talking'));
      });
    });
  await watch();
  return {
    ...opened,
    watch,
    seen: () => page.evaluate(() => window.seen),
    async start(mode) {
      await page.getByRole('radio', { name: mode }).check();
      await page.getByRole('switch', { name: 'Unattended' }).check();
      await page.getByRole('button', { name: 'Start' }).click();
    },
    status: () => page.locator('#campaign-status').textContent(),
    /** The leads and today's attempts, as they are stored. */
    stored: (campaignId) =>
      page.evaluate(async (id) => {
        const { leads } = window.demo;
        const log = await leads.attemptsBetween(id, 0, Date.now() + 1);
        const all = await Promise.all(Array.from({ length: 20 }, (_, index) => leads.getLead(`${id}-${index + 1}`)));
        return { leads: all, attempts: log.filter(({ listId }) => listId === id) };
      }, campaignId),
    finished: (timeout) =>
      expect.poll(() => page.locator('#campaign-status').textContent(), { timeout }).toContain('Everybody was called'),
  };
}

const outcomes = { 404: ['invalid'], 480: ['no-answer'], 486: ['busy'], 487: ['no-answer'], 603: ['declined'] };
const talked = ['completed', 'not-interested', 'contacted', 'callback'];
/** What must have become of a lead, by the outcome of its call. */
const states = {
  invalid: 'dead',
  'no-answer': 'retry-wait',
  busy: 'retry-wait',
  declined: 'retry-wait',
  cancelled: 'retry-wait',
  congestion: 'retry-wait',
  abandoned: 'retry-wait',
  interrupted: 'retry-wait',
  contacted: 'retry-wait',
  callback: 'callback-wait',
  completed: 'completed',
  'not-interested': 'completed',
};

const rules = ['house:do-not-call', 'us-harbor@1.0.0:hours', 'us-harbor@1.0.0:tries-a-day'];

function expectLeadsFollow({ leads, attempts }) {
  for (const lead of leads) {
    const [last] = attempts.filter(({ leadId }) => leadId === lead.id).slice(-1);
    expect([last?.outcome, lead.attempts], lead.name).toEqual([last?.outcome, last?.isCounted ? 1 : 0]);
    expect(last, lead.name).toMatchObject({ status: 'done', number: lead.numbers[0].e164 });
    expect(last.allowedUnder, lead.name).toEqual(expect.arrayContaining(rules));
    expect([last.outcome, lead.state], lead.name).toEqual([last.outcome, states[last.outcome]]);
  }
}

describe('a progressive campaign of twenty leads', () => {
  it('runs unattended to the end: everybody is called once, and ends as their answer says', async () => {
    const { start, finished, stored, seen, complaints, page } = await openCampaign();
    await start('Progressive');
    await finished(150_000);
    const { leads, attempts } = await stored('spring');
    const { invites, finals, mostInTheAir } = await seen();
    expect(attempts).toHaveLength(20);
    expect(invites.toSorted()).toEqual(leads.map(({ numbers }) => numbers[0].e164).toSorted());
    expect(mostInTheAir).toBe(1);
    expectLeadsFollow({ leads, attempts });
    for (const { number, outcome } of attempts) expect(outcomes[finals[number]] ?? talked).toContain(outcome);
    await expect.poll(() => page.locator('#campaign-calls dd').textContent()).toBe('20');
    expect(complaints).toEqual([]);
  }, 180_000);

  it('goes on after a reload in mid-campaign, and calls nobody twice', async () => {
    const { start, finished, stored, seen, watch, page } = await openCampaign();
    await start('Progressive');
    await expect.poll(async () => (await seen()).invites.length, { timeout: 40_000 }).toBe(6);
    const before = (await seen()).invites;
    await page.reload();
    await page.waitForFunction(() => window.demo);
    await watch();
    await finished(150_000);
    const { leads, attempts } = await stored('spring');
    const { invites } = await seen();
    expect([...before, ...invites].toSorted()).toEqual(leads.map(({ numbers }) => numbers[0].e164).toSorted());
    expect(attempts).toHaveLength(20);
    expectLeadsFollow({ leads, attempts });
  }, 180_000);
});

describe('a power campaign with three lines', () => {
  it('has several in the air, talks to one, and keeps the abandoned under the limit', async () => {
    const { start, finished, stored, seen, complaints, page } = await openCampaign();
    await start('Power');
    await finished(150_000);
    const { leads, attempts } = await stored('win-back');
    const { invites, mostInTheAir, mostTalking } = await seen();
    const { abandonment } = await page.evaluate(() => window.demo.dialer.state.snapshot.queue);
    // Who was about to be dialed when somebody answered was not, and it does not count.
    const dialed = attempts.filter(({ outcome }) => outcome !== 'congestion');
    expect(invites.toSorted()).toEqual(dialed.map(({ number }) => number).toSorted());
    expect(dialed.length).toBeGreaterThan(15);
    expect(mostInTheAir).toBeGreaterThan(1);
    expect(mostInTheAir).toBeLessThanOrEqual(3);
    expect(mostTalking).toBe(1);
    expectLeadsFollow({ leads, attempts });
    const abandoned = attempts.filter(({ isAbandoned }) => isAbandoned).length;
    expect(abandonment).toMatchObject({ limit: 0.03, abandoned: 2 + abandoned });
    expect(abandonment.rate).toBeLessThanOrEqual(abandonment.limit);
    expect(complaints).toEqual([]);
  }, 180_000);
});

describe('a preview campaign', () => {
  it('shows the lead first; skipped, it comes again and counts no attempt', async () => {
    const { page, stored, status } = await openCampaign();
    await page.getByRole('radio', { name: 'Preview' }).check();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Not now' }).click();
    await expect.poll(() => page.locator('.held').textContent()).toContain('Omar Farouk');
    expect(await status()).toBe('Running');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(status).toBe('Stopped');
    const { leads, attempts } = await stored('spring');
    expect(attempts).toEqual([]);
    expect(leads[0]).toMatchObject({ name: 'Nadia Brooks', state: 'retry-wait', attempts: 0, reason: 'not-now' });
    expect(leads[1]).toMatchObject({ name: 'Omar Farouk', attempts: 0 });
  });
});

describe('a first visit that ends while the leads are being written', () => {
  it('is made good by the next one: the telephone is ready and the leads are all there, once', async () => {
    const { page, demo } = await openCampaign();
    await page.evaluate(async () => {
      const request = indexedDB.open('dialdeck:harbor');
      await new Promise((resolve, reject) => Object.assign(request, { onsuccess: resolve, onerror: reject }));
      const write = request.result.transaction('campaigns', 'readwrite');
      // The campaigns are written last: what is left is what such a visit leaves.
      write.objectStore('campaigns').clear();
      await new Promise((resolve, reject) => Object.assign(write, { oncomplete: resolve, onerror: reject }));
      request.result.close();
    });
    await page.reload();
    await demo.ready();
    const counts = await page.evaluate(() => window.demo.leads.counts('spring'));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(20);
  });
});
