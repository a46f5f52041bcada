/// <reference types="mocha" />
import { expect } from 'chai';
import { html } from 'lit';
import type { DialProvider } from '../provider/provider.js';
import { maya, scene } from '../provider/provider.stories.js';
import { mountNow, settled } from '../testing/mount-now.js';
import { en, fill, type Messages } from './en.js';
import { zhCN } from './zh-cn.js';

const braces = (message: string) => [...message.matchAll(/\{\w+\}/g)].map(String).sort();
const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç' };

/** Every word a good deal longer, as German or Finnish are: what does not fit now would not fit then. */
const longer = (message: string): string =>
  `${message.replace(/[aeiounc](?![^{]*\})/g, (letter) => accents[letter] ?? letter)}${' lñg'.repeat(Math.ceil((message.length * 0.4) / 4))}`;
const pseudo = Object.fromEntries(Object.entries(en).map(([key, message]) => [key, longer(message)])) as Messages;

describe('languages', () => {
  it('have the same gaps in Chinese as in English', () => {
    for (const key of Object.keys(en) as (keyof Messages)[]) {
      expect(braces(zhCN[key]), key).to.deep.equal(braces(en[key]));
      expect(zhCN[key], key).not.to.equal('');
    }
  });

  it('leave no gap open that has no value', () => {
    expect(fill('{a} and {b}', { a: 1 })).to.equal('1 and {b}');
  });

  const states = {
    idle: scene(),
    active: scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
    }),
    incoming: scene(({ phone }) => void phone.ring({ number: '+13125550178', name: 'Tom Becker' })),
    after: scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.end({ reason: 'busy' });
    }),
  };

  for (const [name, stage] of Object.entries(states)) {
    it(`fit when they are 40 % longer: ${name}`, async () => {
      const provider = await mountNow<DialProvider>(
        html`<dial-provider .dialer=${stage.dialer} .messages=${pseudo}><dial-softphone></dial-softphone></dial-provider>`,
      );
      await settled();
      const softphone = provider.querySelector('dial-softphone');
      expect(softphone?.scrollWidth).to.equal(softphone?.clientWidth);
      const shown = softphone?.shadowRoot?.querySelector('dial-pad, dial-call, dial-wrap-up, dial-incoming');
      const wide = [...(shown?.shadowRoot?.querySelectorAll('.stage, .body, .dock, .controls') ?? [])]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map(({ className }) => className);
      expect(wide).to.deep.equal([]);
    });
  }
});
