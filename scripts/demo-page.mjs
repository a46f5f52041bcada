import { chromium } from 'playwright-core';
import { browserArguments } from './browser.mjs';
import { ensureChromium } from './chromium.mjs';

/** The elements ignore presses for 400 ms after their buttons changed, 800 ms for an incoming call; a hand is slower. */
const guard = 450;
const incomingGuard = 850;

/** A headless Chromium without any fake device. */
export const launchBrowser = (options = {}) =>
  chromium.launch({ executablePath: ensureChromium(), args: [...browserArguments, ...(options.args ?? [])] });

/** What a browser that keeps its profile is started with; see `chromium.launchPersistentContext`. */
export const persistentOptions = () => ({ executablePath: ensureChromium(), args: browserArguments });

/** How far the page came: whether its program ran, what the phone says, which locks are held, what the page tells. */
const startOf = (page) =>
  page.evaluate(async () => ({
    program: window.demo !== undefined,
    connection: window.demo?.dialer.state.snapshot.connection,
    notice: document.getElementById('notice')?.textContent,
    locks: (await navigator.locks.query()).held?.map(({ name }) => name),
    waiting: (await navigator.locks.query()).pending?.map(({ name }) => name),
  }));

/**
 * Drives the demo as a person would: by what is on the screen.
 * `page.evaluate` is used for measurements only, through `window.demo`.
 * @param page a playwright page
 */
export function createDemoPage(page) {
  const phone = page.locator('dial-softphone');
  const button = (name) => phone.getByRole('button', { name, exact: false });

  const press = async (name, wait = guard) => {
    await button(name).first().waitFor();
    await page.waitForTimeout(wait);
    await button(name).first().click();
  };

  const waitForStage = (word, timeout = 15_000) => phone.getByText(word, { exact: true }).first().waitFor({ timeout });

  const demo = {
    page,
    phone,
    press,
    waitForStage,
    /** Opens the page and waits for the telephone. @param address with query and hash */
    async open(address) {
      await page.goto(address);
      await demo.ready();
    },
    /** Waits until the telephone is ready; says what it was doing when it is not. */
    async ready() {
      const word = phone.getByText(/^(Ready|After call|On call)$/).first();
      await word.waitFor({ timeout: 15_000 }).catch(async (cause) => {
        throw new Error(`The telephone is not ready: ${JSON.stringify(await startOf(page))}`, { cause });
      });
    },
    /** Clicks the number of a customer in the table. */
    async callCustomer(name) {
      await page
        .getByRole('table', { name: 'Customers' })
        .getByRole('button', { name: `Call ${name},` })
        .click();
    },
    /** What the stage shows once the far end answered. */
    talking: (timeout) => waitForStage('Talking', timeout),
    endCall: () => press('End call'),
    answer: () => press('Answer', incomingGuard),
    decline: () => press('Decline', incomingGuard),
    afterCall: (timeout) => phone.getByRole('radiogroup', { name: 'Result' }).waitFor({ timeout }),
    /** Chooses a result by clicking it, and saves. */
    async dispose(result) {
      await demo.afterCall();
      await phone.getByRole('radio', { name: result }).check();
      await press('Save and next');
      await phone.getByRole('radiogroup', { name: 'Result' }).waitFor({ state: 'detached' });
    },
    /** The state of the dialer. */
    state: () => page.evaluate(() => window.demo.dialer.state.snapshot),
    /** Running totals of the active call's audio. */
    measure: () =>
      page.evaluate(() => {
        const { dialer } = window.demo;
        return dialer.findCall(dialer.state.snapshot.activeCallId)?.measure();
      }),
    /** How much audio went both ways from now on. */
    async audioDuring(ms) {
      const before = await demo.measure();
      await page.waitForTimeout(ms);
      const after = await demo.measure();
      return Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
    },
    /** All stored records, newest first. */
    records: () => page.evaluate(async () => (await window.demo.dialer.records.search({ limit: 100 })).records),
    /** The rows of the history element as they can be read on the screen. */
    async historyRows() {
      await page.getByRole('link', { name: 'Calls' }).click();
      const rows = page.locator('#history').locator('[part=row]');
      await rows.first().waitFor();
      return rows.evaluateAll((all) =>
        all.map((row) => {
          const text = (selector) => row.querySelector(selector)?.textContent?.trim() ?? '';
          return { name: text('.name'), result: text('[part=result]'), length: text('[part=length]') };
        }),
      );
    },
    customers: () => page.getByRole('link', { name: 'Customers', exact: true }).click(),
    /** Starts a campaign that runs by itself. @param mode such as `Progressive` */
    async startCampaign(mode) {
      await page.getByRole('link', { name: 'Campaign', exact: true }).click();
      await page.getByRole('radio', { name: mode }).check();
      await page.getByRole('switch', { name: 'Unattended' }).check();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
    },
    /** Stops it once so many of its calls are over, and the agent is free. Resolves with those calls, oldest first. */
    async campaignCalls(count) {
      const log = () => page.evaluate(() => window.demo.leads.attemptsBetween('spring', 0, Date.now() + 1));
      const until = async (holds) => {
        for (let tries = 0; tries < 120; tries += 1) {
          if (await holds()) return;
          await page.waitForTimeout(250);
        }
        throw new Error('The campaign did not get so far in 30 s.');
      };
      await until(async () => (await log()).filter(({ status }) => status === 'done').length >= count);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await until(async () => (await demo.state()).queue.leads.length === 0);
      return log();
    },
    /** Lets somebody of the sandbox call. */
    async haveCall(name) {
      await page.getByRole('link', { name: 'Sandbox' }).click();
      await page.getByRole('button', { name: `Have ${name} call me` }).click();
      await phone.getByRole('alertdialog').waitFor();
    },
  };
  return demo;
}

/** Whether audio flowed both ways: packets and measured energy, sent and received. */
export const flowedBothWays = ({ packetsSent, packetsReceived, energySent, energyReceived }) =>
  packetsSent > 20 && packetsReceived > 20 && energySent > 1e-4 && energyReceived > 1e-4;
