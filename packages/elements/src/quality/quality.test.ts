/// <reference types="mocha" />
import { fixtureSync } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { en } from '../locales/en.js';
import type { DialProvider } from '../provider/provider.js';
import type { Scene } from '../provider/provider.stories.js';
import { axeFindings, until } from '../testing/mount.js';
import { cureOf } from './cure.js';
import type { DialQuality } from './quality.js';
import { sounding } from './quality.stories.js';
import { qualityWords } from './words.js';

const good = { rtt: 40, jitter: 3, loss: 0 };
const poor = { rtt: 400, jitter: 50, loss: 0.06 };

async function show(of: Scene, locale = 'en') {
  const provider = fixtureSync<DialProvider>(of.show(html`<dial-quality></dial-quality><dial-call></dial-call>`));
  provider.locale = locale;
  const quality = provider.querySelector<DialQuality>('dial-quality');
  if (!quality) throw new Error('no quality');
  return { provider, quality, call: provider.querySelector('dial-call') };
}

/** The measuring begins a second after the answer. */
async function measured(of: Scene, locale?: string) {
  const shown = await show(of, locale);
  await waitFor(() => shown.quality.renderRoot.querySelector('button'));
  return shown;
}

async function waitFor<T>(look: () => T | null | undefined | false): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await until(look);
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

const textOf = (root: ParentNode | undefined | null) => root?.textContent?.replace(/\s+/g, ' ').trim();

describe('dial-quality', () => {
  it('is empty until a call was measured', async () => {
    const { quality } = await show(sounding(good));
    await quality.updateComplete;
    expect(quality.renderRoot.querySelector('button')).to.equal(null);
  });

  it('says by bars and a word how the call sounds', async () => {
    const { quality } = await measured(sounding(good));
    expect(textOf(quality.renderRoot.querySelector('button'))).to.equal('Call quality: Good');
    expect(quality.renderRoot.querySelectorAll('[part=quality] path[stroke-opacity="1"]')).to.have.length(4);
  });

  it('shows the numbers and one cure when it is pressed, by keyboard too', async () => {
    const { quality, provider } = await measured(sounding(poor));
    const button = quality.renderRoot.querySelector('button');
    expect(button?.getAttribute('aria-expanded')).to.equal('false');
    button?.focus();
    await sendKeys({ press: 'Enter' });
    await quality.updateComplete;
    expect(button?.getAttribute('aria-expanded')).to.equal('true');
    const details = quality.renderRoot.querySelector('[part=details]');
    expect(textOf(details?.querySelector('dl'))).to.match(
      /^Delay ?400 ms ?Loss ?5\.7% ?Jitter ?50 ms ?Score ?[12]\.\d$/,
    );
    expect(textOf(details?.querySelector('[data-cure]'))).to.equal(qualityWords('en').cureLoss);
    expect(await axeFindings(provider)).to.deep.equal([]);
    expect(quality.renderRoot.querySelectorAll('[style]')).to.have.length(0);
  });

  it('speaks Chinese', async () => {
    const { quality } = await measured(sounding(good), 'zh-CN');
    await waitFor(() => textOf(quality.renderRoot.querySelector('button'))?.includes('良好'));
  });

  it('says nothing on hold', async () => {
    const stage = sounding(good);
    const { quality } = await measured(stage);
    stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
    await quality.updateComplete;
    expect(quality.renderRoot.querySelector('button')).to.equal(null);
  });
});

describe('dial-call in a call that is measured', () => {
  it('says how it sounds below the clock, and not while it is on hold', async () => {
    const stage = sounding(good);
    const { call } = await measured(stage);
    const stageText = () => textOf(call?.shadowRoot?.querySelector('.stage'));
    await waitFor(() => stageText()?.endsWith('Good'));
    stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
    await call?.updateComplete;
    expect(stageText()).not.to.include('Good');
  });

  it('warns that it sounds poor, once and with one cure, and says when it is over', async () => {
    const stage = sounding(poor);
    const { provider, call } = await measured(stage);
    const said: string[] = [];
    const listen = new MutationObserver(() => said.push(textOf(provider.shadowRoot) ?? ''));
    listen.observe(provider.shadowRoot as ShadowRoot, { childList: true, characterData: true, subtree: true });
    await waitFor(() => call?.shadowRoot?.querySelector('[data-code="low-mos"]'));
    expect(call?.shadowRoot?.querySelector('[data-code^="high-"]')).to.equal(null);
    await waitFor(() => said.some((text) => text.includes('The call sounds poor.')));
    const healthy = sounding(good).phone.lastLine;
    let seconds = 1_000;
    stage.phone.lastLine.measure = async () => {
      seconds += 1;
      const measurement = await healthy.measure();
      return measurement && { ...measurement, packetsReceived: seconds * 50, packetsLost: 1_000 };
    };
    await waitFor(() => said.some((text) => text.includes(en.sayBetter)));
    expect(
      said.some((text) => text.includes('arrives late')),
      'the details are not said',
    ).to.equal(false);
    listen.disconnect();
  });
});

describe('the cure', () => {
  const words = qualityWords('en');
  const quality = { mos: 3, band: 'poor', rttMs: 100, jitterMs: 5, loss: 0 } as const;

  it('is for what is worst', () => {
    expect(cureOf({ ...quality, rttMs: 700 }, words)).to.equal(words.cureDelay);
    expect(cureOf({ ...quality, jitterMs: 60 }, words)).to.equal(words.cureJitter);
    expect(cureOf({ ...quality, loss: 0.05 }, words)).to.equal(words.cureLoss);
    expect(cureOf({ ...quality, band: 'good' }, words)).to.equal(words.allWell);
  });
});
