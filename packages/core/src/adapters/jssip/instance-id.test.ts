import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeLocks } from '../../testing/fake-locks.js';

/** A page: its own modules, and the storage of its tab. */
async function page(tab: Map<string, string>) {
  vi.resetModules();
  const { claimInstanceId } = await import('./instance-id.js');
  return async (uri = 'sip:1001@pbx.test') => {
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => tab.get(key) ?? null,
      setItem: (key: string, value: string) => tab.set(key, value),
    });
    return (await claimInstanceId(uri)).id;
  };
}

let locks = new FakeLocks();

beforeEach(() => {
  locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the name of a phone towards the registrar', () => {
  it('is the same after a reload', async () => {
    const tab = new Map<string, string>();
    const id = await (await page(tab))();
    expect(id).toMatch(/^[\da-f-]{36}$/);
    const next = await page(tab);
    locks.kill(id);
    expect(await next()).toBe(id);
  });

  it('is another one for each account, and for a second phone of the same account on one page', async () => {
    const tab = new Map<string, string>();
    const claim = await page(tab);
    const ids = [await claim(), await claim(), await claim('sip:1002@pbx.test')];
    expect(new Set(ids).size).toBe(3);
    const next = await page(tab);
    for (const id of ids) locks.kill(id);
    expect([await next(), await next(), await next('sip:1002@pbx.test')]).toEqual(ids);
  });

  it('is free again when it was let go: a thousand phones, one after the other, have one name and hold one lock', async () => {
    const tab = new Map<string, string>();
    await (await page(tab))('sip:other@pbx.test');
    const { claimInstanceId } = await import('./instance-id.js');
    const ids = new Set<string>();
    for (let count = 0; count < 1_000; count++) {
      const { id, release } = await claimInstanceId('sip:1001@pbx.test');
      ids.add(id);
      release();
    }
    expect(ids.size).toBe(1);
    expect((await locks.query()).held.length).toBeLessThanOrEqual(2);
  });

  it('is a new one when the storage holds rubbish', async () => {
    const tab = new Map([['dialdeck:instance:sip:1001@pbx.test:0', '"><script>']]);
    expect(await (await page(tab))()).toMatch(/^[\da-f-]{36}$/);
  });

  it('is new where the browser has no storage and no locks', async () => {
    vi.stubGlobal('navigator', undefined);
    const claim = await page(new Map());
    vi.stubGlobal('sessionStorage', undefined);
    const { claimInstanceId } = await import('./instance-id.js');
    expect((await claimInstanceId('sip:1001@pbx.test')).id).not.toBe(await claim('sip:1002@pbx.test'));
  });
});
