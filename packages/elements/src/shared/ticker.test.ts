/// <reference types="mocha" />
import { waitUntil } from '@open-wc/testing-helpers';
import { expect } from 'chai';
import { LitElement } from 'lit';
import { Ticker } from './ticker.js';

class TickProbe extends LitElement {
  readonly ticker = new Ticker(this);
  ticks = 0;
  protected override render() {
    this.ticks += 1;
  }
}
customElements.define('tick-probe', TickProbe);

const pageIs = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('Ticker', () => {
  it('counts while it runs, rests with the page, and catches up when the page is back', async () => {
    pageIs(false);
    const probe = document.createElement('tick-probe') as TickProbe;
    document.body.append(probe);
    await probe.updateComplete;
    probe.ticker.running = true;
    const begun = probe.ticks;
    await waitUntil(() => probe.ticks >= begun + 2, 'a second passed', { timeout: 3000 });
    pageIs(true);
    const rested = probe.ticks;
    pageIs(false);
    await probe.updateComplete;
    expect(probe.ticks).to.equal(rested + 1);
    probe.remove();
  });
});
