import { describe, expect, it } from 'vitest';
import { createDeferred } from '../shared/deferred.js';
import { connected as connect } from '../testing/connected-dialer.js';

/** The agent's part is loaded right after the dialer. */
async function connected(options: Parameters<typeof connect>[0] = {}) {
  const world = await connect(options);
  await expect.poll(() => world.dialer.state.snapshot.agentState.status).toBe('ready');
  return world;
}

const status = ({ dialer }: { dialer: Awaited<ReturnType<typeof connected>>['dialer'] }) =>
  dialer.state.snapshot.agentState.status;

describe('an agent', () => {
  it('is followed through a call and its wrap-up, one event per change', async () => {
    const world = await connected();
    const { dialer, phone, events } = world;
    dialer.call('2025550100');
    expect(status(world)).toBe('dialing');
    phone.lastLine.pickUp();
    expect(status(world)).toBe('on-call');
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    expect(status(world)).toBe('wrap-up');
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(status(world)).toBe('ready');
    const changes = events.filter(({ type }) => type === 'dialdeck.agent.changed');
    expect(changes.map(({ data }) => (data as { status: string }).status)).toEqual([
      'ready',
      'dialing',
      'on-call',
      'wrap-up',
      'ready',
    ]);
  });

  it('who asks for a pause in mid-call gets it after the wrap-up', async () => {
    const world = await connected();
    const { dialer, phone } = world;
    dialer.call('2025550100');
    phone.lastLine.pickUp();
    await dialer.agent.pause('lunch');
    expect(dialer.state.snapshot.agentState).toMatchObject({ status: 'on-call', pauseNext: { id: 'lunch' } });
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(dialer.state.snapshot.agentState).toMatchObject({ status: 'not-ready', pause: { id: 'lunch' } });
    dialer.agent.setReady();
    await expect.poll(() => status(world)).toBe('ready');
  });

  it('sees when a pause lasts longer than it may', async () => {
    const { dialer, clock } = await connected();
    await dialer.agent.pause('break');
    clock.advance(15 * 60_000);
    expect(dialer.state.snapshot.agentState).toMatchObject({ overLimit: true });
  });

  it('cannot pause for a reason that does not exist, or was not approved', async () => {
    const { dialer } = await connected({ pauseCodes: [{ id: 'long', label: 'Long', needsApproval: true }] });
    await expect(dialer.agent.pause('nap')).rejects.toMatchObject({ code: 'pause-code-unknown' });
    await expect(dialer.agent.pause('long')).rejects.toMatchObject({ code: 'pause-refused' });
    expect(dialer.state.snapshot.agentState.status).toBe('ready');
  });

  it('who changed their mind while a supervisor thought stays ready', async () => {
    const { promise, resolve } = createDeferred<boolean>();
    const { dialer } = await connected({
      pauseCodes: [{ id: 'long', label: 'Long', needsApproval: true }],
      approvePause: () => promise,
    });
    const asked = dialer.agent.pause('long');
    dialer.agent.setReady();
    resolve(true);
    await asked;
    expect(dialer.state.snapshot.agentState.status).toBe('ready');
  });
});
