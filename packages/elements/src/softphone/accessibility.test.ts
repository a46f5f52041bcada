/// <reference types="mocha" />
import { emulateMedia } from '@web/test-runner-commands';
import axe from 'axe-core';
import { expect } from 'chai';
import type { TemplateResult } from 'lit';
import * as callStories from '../call/call.stories.js';
import * as incomingStories from '../incoming/incoming.stories.js';
import * as padStories from '../pad/pad.stories.js';
import type { DialProvider, Theme } from '../provider/provider.js';
import { mountNow, settled } from '../testing/mount-now.js';
import * as wrapUpStories from '../wrap-up/wrap-up.stories.js';
import * as softphoneStories from './softphone.stories.js';

const plain: readonly Theme[] = ['light', 'dark'];

type Story = { readonly render?: unknown };
const all = {
  pad: padStories,
  call: callStories,
  incoming: incomingStories,
  wrapUp: wrapUpStories,
  softphone: softphoneStories,
};

const storiesOf = (module: object): [string, () => TemplateResult][] =>
  Object.entries(module)
    .filter(([name]) => name !== 'default')
    .map(([name, story]: [string, Story]) => [name, story.render as () => TemplateResult]);

const providersIn = (root: Element): DialProvider[] =>
  root instanceof HTMLElement && root.localName === 'dial-provider'
    ? [root as DialProvider]
    : [...root.querySelectorAll('dial-provider')];

async function faultsOf(root: Element): Promise<string[]> {
  // The page around the story is not ours to judge.
  const rules = { region: { enabled: false } };
  const { violations } = await axe.run(root, { rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}

/** Elements of ours with a style attribute: a page that forbids inline styles would not draw them. */
function inlineStylesIn(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot
      ? [
          ...[...shadowRoot.querySelectorAll('[style]')].map(({ outerHTML }) => outerHTML),
          ...inlineStylesIn(shadowRoot),
        ]
      : [],
  );
}

// What fades in has no contrast yet.
before(() => emulateMedia({ reducedMotion: 'reduce' }));

for (const [element, module] of Object.entries(all)) {
  // The contrast themes change colours only; one element that shows them all is enough.
  const themes: readonly Theme[] = element === 'softphone' ? [...plain, 'contrast-light', 'contrast-dark'] : plain;
  describe(`${element} for everybody`, () => {
    for (const [name, render] of storiesOf(module)) {
      for (const theme of themes) {
        it(`has no fault that axe finds: ${name}, ${theme}`, async () => {
          const root = await mountNow(render());
          for (const provider of providersIn(root)) provider.theme = theme;
          await settled();
          await settled();
          expect(await faultsOf(root)).to.deep.equal([]);
          expect(inlineStylesIn(root), 'a strict Content-Security-Policy').to.deep.equal([]);
        });
      }
    }
  });
}

describe('themes of the system', () => {
  afterEach(() => emulateMedia({ forcedColors: 'none' }));

  it('keeps an edge on every key under forced colours', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const root = await mountNow(padStories.WithNumber.render?.({}, {} as never) as TemplateResult);
    await settled();
    const key = root.querySelector('dial-pad')?.shadowRoot?.querySelector('[data-key="1"]');
    expect(key && getComputedStyle(key).borderTopStyle).to.equal('solid');
    expect(key && getComputedStyle(key).borderTopColor).not.to.equal('rgba(0, 0, 0, 0)');
  });

  it('stops the ringing loop where motion is unwanted', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const root = await mountNow(incomingStories.Ringing.render?.({}, {} as never) as TemplateResult);
    await settled();
    const pulse = root.querySelector('dial-incoming')?.shadowRoot?.querySelector('.pulse');
    expect(pulse && getComputedStyle(pulse).animationName).to.equal('none');
  });
});
