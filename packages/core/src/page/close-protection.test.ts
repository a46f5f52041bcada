import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connected } from '../testing/connected-dialer.js';

let page = new EventTarget();

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

/** Whether the browser would ask before it closes the page. */
const asks = (): boolean => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('a page that is about to be closed', () => {
  it('asks while somebody is on the line, and at no other time', async () => {
    const { dialer, phone } = await connected({ closeProtection: true });
    expect(asks()).toBe(false);
    dialer.call('2025550100');
    phone.lastLine.pickUp();
    expect(asks()).toBe(true);
    phone.lastLine.end();
    expect(asks()).toBe(false);
  });

  it('does not ask for a call that only rings here: other phones ring too', async () => {
    const { phone } = await connected({ closeProtection: true });
    phone.ring({ number: '3125550178' });
    expect(asks()).toBe(false);
  });

  it('never asks unless the host wants it to', async () => {
    const { dialer, phone } = await connected();
    dialer.call('2025550100');
    phone.lastLine.pickUp();
    expect(asks()).toBe(false);
  });

  it('does not ask after the dialer was disposed of', async () => {
    const { dialer, phone } = await connected({ closeProtection: true });
    dialer.call('2025550100');
    phone.lastLine.pickUp();
    await dialer.dispose();
    expect(asks()).toBe(false);
  });
});
