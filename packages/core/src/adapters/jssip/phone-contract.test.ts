import { describe, it } from 'vitest';
import { phoneContract } from '../../testing/phone-contract.js';
import { createScriptedPhone } from './scripted/scripted-phone.js';
import { audioSdp, type SipText } from './scripted/sip-message.js';

describe('the SIP phone', () => {
  it.each(phoneContract(makeHarness))('$name', ({ run }) => run());
});

async function makeHarness() {
  const { phone, server } = createScriptedPhone();
  let hold = 200;
  let dialed: SipText | undefined;
  let calledIn: SipText | undefined;
  let refer: SipText | undefined;
  const invite = async () => {
    dialed ??= await server.next('INVITE');
    return dialed;
  };
  return {
    phone,
    number: '4155550172',
    farEnd: {
      ring: async () => server.reply(await invite(), 180),
      answer: async () => {
        server.reply(await invite(), 200, { body: audioSdp() });
        void server.next('INVITE').then((offer) => server.reply(offer, hold, { body: audioSdp('recvonly') }));
      },
      busy: async () => server.reply(await invite(), 486),
      hangUp: async () => server.request('BYE', await invite()),
      refuseHold: () => {
        hold = 488;
      },
      targetAnswers: async (sipCode: number) => {
        if (refer === undefined) {
          refer = await server.next('REFER');
          server.reply(refer, 202);
        }
        const state = sipCode < 200 ? 'active' : 'terminated';
        server.request('NOTIFY', await invite(), {
          headers: ['Event: refer', `Subscription-State: ${state}`],
          body: `SIP/2.0 ${sipCode} Scripted`,
        });
      },
    },
    callIn: ({ number, name }: { readonly number: string; readonly name?: string | undefined }) => {
      calledIn = server.callIn({ from: `"${name ?? ''}" <sip:${number}@pbx.test>` });
    },
    giveUp: () => {
      if (calledIn !== undefined) server.request('CANCEL', calledIn);
    },
    clear: async () => {},
  };
}
