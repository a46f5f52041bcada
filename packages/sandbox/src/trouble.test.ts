import { systemClock } from '@dialdeck/core';
import { createManualClock } from '@dialdeck/core/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPbx } from './pbx.js';
import { createRawTelephone } from './testing/raw-telephone.js';
import { installSilentBrowser } from './testing/silent-browser.js';

beforeAll(installSilentBrowser);

const open: Array<() => void> = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const domain = 'sandbox.invalid';
const quiet = { domain, passwords: new Map<string, string>(), attendant: () => false };

/** A connection that pings, on a clock that a test turns. */
function wire(delayMs = 0) {
  const clock = createManualClock();
  const pbx = createPbx({ ...quiet, clock, delayMs });
  open.push(pbx.dispose);
  const socket = pbx.plug('1001').open();
  const from = clock.now();
  const answers: number[] = [];
  const closed: number[] = [];
  socket.onmessage = () => answers.push(clock.now() - from);
  socket.onclose = () => closed.push(clock.now() - from);
  clock.advance(delayMs);
  return { clock, pbx, socket, answers, closed, ping: () => socket.send('\r\n\r\n') };
}

describe('an exchange that freezes', () => {
  it('looks open, says nothing, and delivers in order what waited', () => {
    const { clock, pbx, ping, answers, closed, socket } = wire();
    pbx.freeze(5000);
    ping();
    clock.advance(4999);
    expect([answers, closed, socket.readyState]).toEqual([[], [], 1]);
    ping();
    clock.advance(1);
    expect(answers).toEqual([5000, 5000]);
  });

  it('lets nobody in meanwhile', () => {
    const { clock, pbx } = wire();
    pbx.freeze(1000);
    const second = pbx.plug('1002').open();
    clock.advance(999);
    expect(second.readyState).toBe(0);
    clock.advance(1);
    expect(second.readyState).toBe(1);
  });

  it('does not freeze the people', () => {
    const { clock, pbx } = wire();
    pbx.freeze(1000);
    const hidden = pbx.plug('2025550101', { hidden: true }).open();
    clock.advance(0);
    expect(hidden.readyState).toBe(1);
  });
});

describe('an exchange that is restarted', () => {
  it('has cut everybody off and forgotten who was signed in, until they sign in again', async () => {
    const pbx = createPbx({ ...quiet, clock: systemClock, delayMs: 0 });
    const anna = createRawTelephone(pbx, { number: '1001', domain });
    open.push(anna.stop, pbx.dispose);
    await anna.registered;
    const gone = new Promise<void>((resolve) => anna.ua.on('disconnected', () => resolve()));
    pbx.restart();
    await gone;
    expect(pbx.isRegistered('1001')).toBe(false);
    await vi.waitFor(() => expect(pbx.isRegistered('1001')).toBe(true), { timeout: 4000, interval: 20 });
  });
});

describe('a bad network', () => {
  it('delays every message, and keeps their order when it gets better', () => {
    const { clock, pbx, ping, answers } = wire();
    pbx.setNetwork({ delayMs: 800 });
    ping();
    pbx.setNetwork({ delayMs: 100 });
    ping();
    clock.advance(799);
    expect(answers).toEqual([]);
    clock.advance(101);
    expect(answers).toEqual([900, 900]);
  });

  it('loses some messages, and the same ones each time', () => {
    const story = () => {
      const { clock, pbx, ping, answers } = wire();
      pbx.setNetwork({ loss: 0.5 });
      for (let i = 0; i < 40; i++) {
        clock.advance(10);
        ping();
      }
      clock.advance(10);
      return answers.join(' ');
    };
    const first = story();
    expect(first.split(' ').length).toBeGreaterThan(2);
    expect(first.split(' ').length).toBeLessThan(25);
    expect(story()).toBe(first);
  });

  it.each([
    ['delayMs', { delayMs: -1 }],
    ['loss', { loss: 2 }],
  ])('refuses a %s that makes no sense', (field, trouble) => {
    const { pbx } = wire();
    expect(() => pbx.setNetwork(trouble)).toThrowError(
      expect.objectContaining({ code: 'sandbox-invalid', message: expect.stringContaining(field) }),
    );
  });
});
