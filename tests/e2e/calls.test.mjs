import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowedBothWays } from '../../scripts/demo-page.mjs';
import { startDemo } from './open-demo.mjs';

let demoSite;
beforeAll(async () => {
  demoSite = await startDemo();
});
afterAll(() => demoSite?.close());

/** Opens the page, runs the journey, and closes it. Errors in the page fail the journey. */
const journey = (run, options) => async () => {
  const { demo, page, context, complaints } = await demoSite.open(options);
  try {
    await demo.ready();
    await run(demo, page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
};

describe('calls from the CRM page', () => {
  it(
    'talks with sound both ways, and keeps the call with its result after a reload',
    journey(async (demo, page) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      expect(flowedBothWays(await demo.audioDuring(2000))).toBe(true);
      await demo.endCall();
      await demo.dispose('Sale');
      await page.reload();
      await demo.ready();
      const [record] = await demo.records();
      expect(record).toMatchObject({
        name: 'Ava Chen',
        outcome: 'answered',
        disposition: 'sale',
        direction: 'outgoing',
      });
      expect(record.talkMs).toBeGreaterThan(2000);
      expect(await demo.historyRows()).toMatchObject([{ name: 'Ava Chen', result: 'Sale' }]);
    }),
  );

  it(
    'records once the agent says that the customer agreed, and plays it in the history',
    journey(async (demo, page) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      await demo.press('Record', 0);
      expect((await demo.state()).calls[0].recording.status).toBe('asking');
      await demo.press('Yes, record', 0);
      await demo.phone.getByRole('button', { name: 'Pause recording' }).waitFor();
      await demo.audioDuring(2000);
      await demo.endCall();
      await demo.dispose('Sale');
      await expect.poll(async () => (await demo.records())[0].recording?.status).toBe('ready');
      const [record] = await demo.records();
      expect(record.recording).toMatchObject({ consent: 'agreed' });
      expect(record.recording.durationMs).toBeGreaterThan(1500);
      await page.evaluate(() => {
        location.hash = '#/calls';
      });
      await page
        .locator('#history')
        .getByRole('button', { name: /Play the recording/ })
        .waitFor();
    }),
  );

  it(
    'mutes: nothing is sent to them while muted',
    journey(async (demo) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      await demo.press('Mute', 0);
      await demo.phone.getByRole('button', { name: 'Muted', pressed: true }).waitFor();
      await expect.poll(async () => (await demo.audioDuring(500)).energySent, { timeout: 15_000 }).toBe(0);
      const { energySent, energyReceived } = await demo.audioDuring(1500);
      expect(energySent).toBe(0);
      expect(energyReceived).toBeGreaterThan(1e-4);
      await demo.press('Muted', 0);
      await expect
        .poll(async () => (await demo.audioDuring(1000)).energySent, { timeout: 15_000 })
        .toBeGreaterThan(1e-4);
    }),
  );

  it(
    'holds and resumes: the call lives on, with sound',
    journey(async (demo) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      await demo.press('Hold', 0);
      await demo.waitForStage('On hold');
      await demo.press('Resume', 0);
      await demo.talking();
      expect(flowedBothWays(await demo.audioDuring(2500))).toBe(true);
      expect((await demo.state()).calls).toHaveLength(1);
    }),
  );

  it(
    'sends tones that the far end hears',
    journey(async (demo, page) => {
      await page.evaluate(() => window.demo.dialer.call('+1 202 555 0112'));
      await demo.talking();
      await demo.press('Keypad', 0);
      await demo.phone.getByRole('button', { name: '2', exact: true }).click();
      // Two ends the call: only a tone that arrived can do that.
      await demo.afterCall(30_000);
      expect((await demo.state()).wrapUp.end).toMatchObject({ reason: 'hung-up', by: 'remote' });
    }),
  );

  it.each([
    ['Ben Ortiz', 'busy'],
    ['Dev Patel', 'declined'],
    ['Layla Haddad', 'not-found'],
    ['Ines Duarte', 'unavailable'],
  ])('says why nobody talks: %s is %s', (name, reason) =>
    journey(async (demo) => {
      await demo.callCustomer(name);
      await demo.afterCall();
      expect((await demo.state()).wrapUp.end.reason).toBe(reason);
      await demo.dispose('No interest');
      expect(await demo.records()).toMatchObject([{ outcome: reason, talkMs: 0, disposition: 'no-interest' }]);
    })(),
  );

  it(
    'gives up on somebody who never answers, at the ring limit',
    journey(
      async (demo) => {
        await demo.callCustomer('Clara Novak');
        await demo.waitForStage('Ringing');
        await demo.afterCall(15_000);
        expect((await demo.state()).wrapUp.end.reason).toBe('no-answer');
      },
      { address: '?speed=5&ring=5' },
    ),
  );

  it(
    'cancels a call that rings',
    journey(async (demo) => {
      await demo.callCustomer('Clara Novak');
      await demo.waitForStage('Ringing');
      await demo.press('Cancel call');
      await demo.afterCall();
      expect((await demo.state()).wrapUp.end).toMatchObject({ reason: 'cancelled', by: 'local' });
    }),
  );

  it(
    'hears that the far end hung up',
    journey(async (demo) => {
      await demo.callCustomer('Frank Miller');
      await demo.talking();
      await demo.afterCall(30_000);
      expect((await demo.state()).wrapUp.end).toMatchObject({ reason: 'hung-up', by: 'remote' });
    }),
  );

  it(
    'takes a call, says who it is, and opens the record',
    journey(async (demo, page) => {
      await demo.haveCall('Tom Becker');
      await page.getByRole('heading', { name: /^Northgate Supply/ }).waitFor();
      await demo.answer();
      await demo.talking();
      expect(flowedBothWays(await demo.audioDuring(2500))).toBe(true);
      await demo.endCall();
      await demo.dispose('Call back');
      expect(await demo.records()).toMatchObject([{ direction: 'incoming', outcome: 'answered', name: 'Tom Becker' }]);
    }),
  );

  it(
    'declines a call, and keeps a record of it',
    journey(async (demo) => {
      await demo.haveCall('Tom Becker');
      await demo.decline();
      await demo.phone.getByRole('alertdialog').waitFor({ state: 'detached' });
      await expect
        .poll(() => demo.records())
        .toMatchObject([{ direction: 'incoming', outcome: 'rejected', talkMs: 0 }]);
    }),
  );

  it(
    'puts the first call on hold when a second one is taken, and swaps back',
    journey(async (demo) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      await demo.haveCall('Tom Becker');
      await demo.answer();
      await expect.poll(async () => (await demo.state()).calls.map(({ held }) => held)).toEqual([true, false]);
      await demo.press('Swap');
      await expect.poll(async () => (await demo.state()).calls.map(({ held }) => held)).toEqual([false, true]);
    }),
  );

  it(
    'keeps a note that is typed during the call',
    journey(async (demo, page) => {
      await demo.callCustomer('Ava Chen');
      await demo.talking();
      await demo.phone.getByRole('textbox', { name: 'Note' }).fill('Wants 25 seats.');
      await demo.endCall();
      await demo.dispose('Send offer');
      await page.getByRole('link', { name: 'Ava Chen' }).click();
      await page.locator('#activity').getByText('Wants 25 seats.').waitFor();
      expect(await demo.records()).toMatchObject([{ note: 'Wants 25 seats.', disposition: 'send-offer' }]);
    }),
  );
});
