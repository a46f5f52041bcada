import { afterEach, describe, expect, it } from 'vitest';
import { startDemo } from './open-demo.mjs';

let demoSite;
afterEach(() => demoSite?.close());

const address = '?speed=5&microphone=real';

describe('a microphone that cannot be used', () => {
  it('is named when the browser blocks it, with the cure, and the call is recorded', async () => {
    // A device must exist, or the browser has nothing to block.
    demoSite = await startDemo({ args: ['--use-fake-device-for-media-stream'] });
    const prepare = async (page, context) => {
      const client = await context.newCDPSession(page);
      await client.send('Browser.setPermission', { permission: { name: 'microphone' }, setting: 'denied' });
    };
    const { demo, context } = await demoSite.open({ address, prepare });
    await demo.ready();
    await demo.callCustomer('Ava Chen');
    await expect
      .poll(async () => (await demo.state()).microphone)
      .toMatchObject({ status: 'failed', error: { code: 'microphone-denied' } });
    await demo.phone
      .getByText(/Microphone is blocked/)
      .first()
      .waitFor();
    await expect
      .poll(() => demo.records())
      .toMatchObject([{ outcome: 'failed', end: { error: { code: 'microphone-denied' } } }]);
    await context.close();
  });

  it('is named when there is none', async () => {
    demoSite = await startDemo();
    const prepare = (_page, context) => context.grantPermissions(['microphone']);
    const { demo, context } = await demoSite.open({ address, prepare });
    await demo.ready();
    await demo.callCustomer('Ava Chen');
    await expect
      .poll(async () => (await demo.state()).microphone)
      .toMatchObject({ status: 'failed', error: { code: 'microphone-missing' } });
    await demo.phone
      .getByText(/No microphone was found/)
      .first()
      .waitFor();
    await context.close();
  });

  it('is changed in the middle of a call: they hear the other one, and nothing is sent to the server', async () => {
    demoSite = await startDemo({ args: ['--use-fake-device-for-media-stream'] });
    const prepare = (_page, context) => context.grantPermissions(['microphone']);
    const { demo, page, context } = await demoSite.open({ address, prepare });
    await demo.ready();
    await demo.callCustomer('Ava Chen');
    await demo.talking();
    const speaks = () =>
      expect.poll(async () => (await demo.audioDuring(500)).energySent, { timeout: 15_000 }).toBeGreaterThan(1e-6);
    const sent = () => page.evaluate(() => window.demo.sandbox.pbx.messages.length);
    const labelInUse = () =>
      page.evaluate(async () => {
        const { audio } = window.demo.dialer;
        const lease = await audio.openMicrophone();
        const [{ label }] = lease.stream.getAudioTracks();
        lease.release();
        return label;
      });
    await speaks();
    const before = { messages: await sent(), label: await labelInUse() };

    await page.evaluate(() => {
      const { audio } = window.demo.dialer;
      return audio.choose('microphone', audio.devices.snapshot.microphones.at(-1).id);
    });
    await speaks();

    expect(await labelInUse()).not.toBe(before.label);
    expect(await sent()).toBe(before.messages);
    await context.close();
  });

  it('works when it is allowed: they hear it', async () => {
    demoSite = await startDemo({ args: ['--use-fake-device-for-media-stream'] });
    const prepare = (_page, context) => context.grantPermissions(['microphone']);
    const { demo, context } = await demoSite.open({ address, prepare });
    await demo.ready();
    await demo.callCustomer('Ava Chen');
    await demo.talking();
    await expect.poll(async () => (await demo.audioDuring(1500)).energySent, { timeout: 15_000 }).toBeGreaterThan(1e-5);
    await context.close();
  });
});
