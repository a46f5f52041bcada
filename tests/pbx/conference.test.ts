import { describe, expect } from 'vitest';
import { secondVoiceHz, test } from './pbx-test.js';
import { farToneHz } from './rig/baresip.js';

const talking = { status: 'active', media: 'flowing' } as const;

describe('a three-way conference', () => {
  test('of a far phone and another agent: they hear each other, and go on with us one by one', async ({
    rig,
    signIn,
  }) => {
    const [ada, bob] = [await signIn(), await signIn({ user: '1002', voice: secondVoiceHz })];
    const toBob = await ada.ask('dial', '1002');
    await bob.ask('answer', await bob.ask('awaitIncoming'));
    await ada.ask('awaitCall', toBob, talking);
    const toPhone = await ada.ask('dial', rig.farPhone.number);
    await ada.ask('awaitCall', toPhone, talking);
    await ada.ask('awaitCall', toBob, { held: true });

    expect(await ada.ask('merge', toPhone, toBob)).toEqual({ ok: true });
    await ada.ask('awaitCall', toBob, { held: false });
    expect(await bob.ask('hears', farToneHz), 'the agent hears the far phone').toBe(true);
    await rig.farPhone.hears(secondVoiceHz);
    expect(await ada.ask('hears', farToneHz)).toBe(true);
    expect(await ada.ask('hears', secondVoiceHz)).toBe(true);

    expect(await ada.ask('split', toPhone)).toEqual({ ok: true });
    await ada.ask('awaitCall', toBob, { held: true });
    // What had arrived by then is still played.
    await expect.poll(() => bob.ask('hears', farToneHz, 300), { timeout: 5000 }).toBe(false);

    expect(await ada.ask('merge', toBob, toPhone)).toEqual({ ok: true });
    expect(await bob.ask('hears', farToneHz)).toBe(true);
    await ada.ask('hangUp', toPhone);
    await rig.farPhone.closed();
    await ada.ask('awaitCall', toBob, { status: 'active', held: false, mergedWith: undefined as never });
    expect(await ada.ask('hears', secondVoiceHz), 'the call that is left goes on').toBe(true);
    await ada.ask('hangUp', toBob);
    expect(await ada.ask('liveCalls')).toBe(0);
  });

  test('is left to the two others when the agent completes the consultation', async ({ signIn }) => {
    const ada = await signIn();
    const customer = await signIn({ user: '1002', voice: secondVoiceHz, transferableTo: ['1003'] });
    const cleo = await signIn({ user: '1003', allowReplaces: true });
    const call = await ada.ask('dial', '1002');
    await customer.ask('answer', await customer.ask('awaitIncoming'));
    await ada.ask('awaitCall', call, talking);
    const asked = await ada.ask('consult', call, '1003');
    await cleo.ask('answer', await cleo.ask('awaitIncoming'));
    await ada.ask('awaitCall', asked, talking);
    expect(await ada.ask('merge', call, asked)).toEqual({ ok: true });
    expect(await cleo.ask('hears', secondVoiceHz), 'the customer, through the agent').toBe(true);

    expect(await ada.ask('completeConsult', call)).toEqual({ ok: true });
    expect(await ada.ask('liveCalls')).toBe(0);
    await customer.ask('awaitCall', await customer.ask('awaitOutgoing', '1003'), talking);
    expect(await cleo.ask('hears', secondVoiceHz), 'the customer, without the agent').toBe(true);
    expect(await customer.ask('liveCalls')).toBe(1);
  });
});
