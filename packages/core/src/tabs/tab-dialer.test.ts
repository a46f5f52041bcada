import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDialer } from '../dialer.js';
import type { DialerEvent } from '../dialer-events.js';
import { createMemoryStorage } from '../storage/memory.js';
import { FakeLocks } from '../testing/fake-locks.js';
import { createManualClock, FakeCrm, FakePhone } from '../testing/index.js';
import { shareDialer, type TabDialer } from './tab-dialer.js';

const open: TabDialer[] = [];
let locks = new FakeLocks();

beforeEach(() => {
  locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
});
afterEach(async () => {
  for (const tab of open.splice(0).reverse()) await tab.dispose();
  vi.unstubAllGlobals();
});

let made = 0;
const freshName = () => `test-${++made}`;

function openTab(name: string, options: { readonly clock?: ReturnType<typeof createManualClock> } = {}) {
  const phone = new FakePhone();
  const crm = new FakeCrm();
  const events: DialerEvent[] = [];
  const dialer = shareDialer({
    name,
    ...options,
    create: () => createDialer({ phone, crm, storage: createMemoryStorage(), screenPop: { incoming: 'ring' } }),
  });
  dialer.events.listen((event) => events.push(event));
  open.push(dialer);
  return { dialer, phone, crm, events };
}

const status = (dialer: TabDialer) => dialer.role.snapshot.status;

/** The first owns the dialer, the second mirrors it. */
async function twoTabs(options = {}) {
  const name = freshName();
  const first = openTab(name, options);
  await first.dialer.connect();
  const second = openTab(name, options);
  await second.dialer.connect();
  return { name, first, second };
}

describe('tabs that share a dialer', () => {
  it('register once: one owns it, the other shows the same', async () => {
    const { first, second } = await twoTabs();
    expect([status(first.dialer), status(second.dialer)]).toEqual(['owner', 'mirror']);
    expect(second.phone.connection.snapshot.status).toBe('offline');
    expect(second.dialer.state.snapshot).toEqual(first.dialer.state.snapshot);
    expect(second.dialer.state.snapshot.connection.status).toBe('connected');
    expect(second.events.map(({ type, data }) => [type, data])).toContainEqual([
      'dialdeck.role.changed',
      { role: 'mirror' },
    ]);
  });

  it('call from any of them: the telephone of the owner dials, both show it with the same id', async () => {
    const { first, second } = await twoTabs();
    const call = second.dialer.call('2025550100');
    await expect.poll(() => first.phone.lines).toHaveLength(1);
    first.phone.lastLine.pickUp();
    expect(await call.answered).toBe(true);
    expect(first.dialer.state.snapshot.calls).toMatchObject([{ id: call.id, status: 'active' }]);
    expect(second.phone.lines).toEqual([]);

    call.setMuted(true);
    await call.setHeld(true);
    await expect.poll(() => first.phone.lastLine.commands).toEqual(['setMuted true', 'setHeld true']);
    await expect.poll(() => call.state.snapshot).toMatchObject({ muted: true, held: true });
    first.phone.lastLine.end();
    expect(await call.ended).toMatchObject({ reason: 'hung-up', by: 'remote' });
  });

  it('answer a call from the mirror, give its result there, and store it once', async () => {
    const { first, second } = await twoTabs();
    first.phone.ring({ number: '3125550178' });
    await expect.poll(() => second.dialer.state.snapshot.calls).toHaveLength(1);
    const { id } = second.dialer.state.snapshot.calls[0] ?? { id: '' };
    second.dialer.findCall(id)?.answer();
    await expect.poll(() => second.dialer.state.snapshot.calls[0]?.status).toBe('active');
    second.dialer.findCall(id)?.hangUp();
    await expect.poll(() => second.dialer.state.snapshot.wrapUp?.callId).toBe(id);
    await second.dialer.wrapUp.complete({ disposition: 'sale', note: 'from the mirror' });
    expect((await first.dialer.records.search()).records).toMatchObject([
      { id, disposition: 'sale', note: 'from the mirror' },
    ]);
    expect((await second.dialer.records.search()).records).toMatchObject([{ id, disposition: 'sale' }]);
  });

  it('consult and transfer from the mirror', async () => {
    const { first, second } = await twoTabs();
    const call = second.dialer.call('2025550100');
    await expect.poll(() => first.phone.lines).toHaveLength(1);
    first.phone.lastLine.pickUp();
    await call.answered;
    const consult = call.consult('1042');
    await expect.poll(() => first.phone.lines).toHaveLength(2);
    first.phone.lastLine.pickUp();
    expect(await consult.call.answered).toBe(true);
    expect(call.consultation?.call.id).toBe(consult.call.id);
    const completed = consult.complete();
    await expect.poll(() => first.phone.lines[0]?.commands.join()).toContain('transfer line 1042');
    first.phone.lines[0]?.endTransfer();
    await completed;
  });

  it('open the screen and write to the CRM once', async () => {
    const { first, second } = await twoTabs();
    first.phone.ring({ number: '3125550178' }).end();
    await expect.poll(() => first.crm.requests.length).toBe(1);
    expect(second.crm.requests).toEqual([]);
  });

  it('tell the error of a command where it was given', async () => {
    const { second } = await twoTabs();
    await expect(second.dialer.wrapUp.complete({ disposition: 'sale' })).rejects.toMatchObject({
      code: 'wrap-up-not-open',
    });
    expect(() => second.dialer.call('no number')).toThrow(expect.objectContaining({ code: 'number-invalid' }));
  });

  it('end a call at once that the owner cannot make', async () => {
    const { second } = await twoTabs();
    const calls = Array.from({ length: 5 }, () => second.dialer.call('2025550100'));
    expect(await calls[4]?.ended).toMatchObject({ error: { code: 'too-many-calls' } });
  });

  it('do not meet under different names, on one page too', async () => {
    const one = openTab(freshName());
    const two = openTab(freshName());
    await Promise.all([one.dialer.connect(), two.dialer.connect()]);
    expect([status(one.dialer), status(two.dialer)]).toEqual(['owner', 'owner']);
    one.dialer.call('2025550100');
    expect(two.dialer.state.snapshot.calls).toEqual([]);
  });

  it('cannot be made to dispose of the dialer of all by a stranger on the channel', async () => {
    const { name, first } = await twoTabs();
    const stranger = new BroadcastChannel(`dialdeck:${name}`);
    for (const part of ['dialer', '__proto__', 'constructor', 'call:nobody']) {
      stranger.postMessage({ version: 1, from: 'x', type: 'order', id: part, part, method: 'dispose', args: [] });
    }
    stranger.postMessage({
      version: 2,
      from: 'x',
      type: 'order',
      id: 'y',
      part: 'dialer',
      method: 'disconnect',
      args: [],
    });
    stranger.postMessage('rubbish');
    const answers: unknown[] = [];
    stranger.onmessage = ({ data }) => void (data.type === 'failed' && answers.push(data.id));
    await expect.poll(() => answers).toEqual(['dialer', '__proto__', 'constructor', 'call:nobody']);
    stranger.close();
    expect(first.dialer.state.snapshot.connection.status).toBe('connected');
  });
});

describe('a tab whose owner is gone', () => {
  it('takes over at once and registers, when the owner was closed or crashed', async () => {
    const { name, first, second } = await twoTabs();
    locks.kill(name);
    await expect.poll(() => status(second.dialer)).toBe('owner');
    await expect.poll(() => second.phone.connection.snapshot.status).toBe('connected');
    expect(second.dialer.state.snapshot.connection.status).toBe('connected');
    expect(second.events.filter(({ type }) => type === 'dialdeck.role.changed')).toHaveLength(2);
    expect(status(first.dialer)).toBe('owner');
  });

  it('takes over when the owner was disposed of', async () => {
    const { first, second } = await twoTabs();
    await first.dialer.dispose();
    await expect.poll(() => second.phone.connection.snapshot.status).toBe('connected');
    expect(first.phone.connection.snapshot.status).toBe('offline');
  });

  it('does not register when nobody was connected', async () => {
    const name = freshName();
    const first = openTab(name);
    await expect.poll(() => status(first.dialer)).toBe('owner');
    const second = openTab(name);
    await expect.poll(() => status(second.dialer)).toBe('mirror');
    await first.dialer.dispose();
    await expect.poll(() => status(second.dialer)).toBe('owner');
    expect(second.phone.connection.snapshot.status).toBe('offline');
  });

  it('says that the owner does not answer, within two seconds', async () => {
    const clock = createManualClock();
    const { first, second } = await twoTabs({ clock });
    // A tab that hangs hears nothing.
    vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => {});
    const asked = second.dialer.records.search();
    const call = second.dialer.call('2025550100');
    clock.advance(2_000);
    vi.restoreAllMocks();
    await expect(asked).rejects.toMatchObject({ code: 'owner-unreachable' });
    expect(await call.ended).toMatchObject({ reason: 'failed', error: { code: 'owner-unreachable' } });
    expect(first.phone.lines).toEqual([]);
  });

  it('is told why when it cannot make the dialer', async () => {
    const dialer = shareDialer({ name: freshName(), create: () => Promise.reject(new Error('no storage')) });
    open.push(dialer);
    await expect(dialer.connect()).rejects.toMatchObject({ code: 'disposed' });
    expect(dialer.role.snapshot).toMatchObject({ status: 'left', error: { code: 'internal-error' } });
  });
});
