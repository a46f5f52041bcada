import { crmFaultOf } from '@dialdeck/core/crm';
import { FakeCrm, fakeCrmHarness } from '@dialdeck/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { runConformance } from '../conformance/run-conformance.js';
import { closeAll, exposed, openBridge } from '../testing/open-bridge.js';

afterEach(closeAll);

describe('the whole CRM port, over the bridge', () => {
  it('conforms as the adapter behind it does', async () => {
    const report = await runConformance(
      async () => {
        const harness = fakeCrmHarness();
        const { bridge, connect } = openBridge();
        await connect({ adapter: harness.adapter });
        return { ...harness, adapter: await bridge.crm };
      },
      { name: 'Bridge' },
    );
    expect(report.checks.filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  it('has the methods of the host and no others', async () => {
    const { bridge, connect } = openBridge();
    await connect({ adapter: { checkDial: async () => ({ verdict: 'allow' }) } });
    expect(Object.keys(await bridge.crm)).toEqual(['checkDial']);
  });

  it('checks what the host answers', async () => {
    const { bridge, connect } = openBridge();
    await connect({ adapter: { getCustomer: async () => ({ id: 7 }) as never } });
    const failed = (await bridge.crm).getCustomer?.('a', new AbortController().signal);
    await expect(failed).rejects.toMatchObject({ code: 'crm-answer-invalid' });
  });

  it('waits for a host that is gone, and goes on with the one that comes back', async () => {
    const { bridge, connect } = openBridge();
    const first = await connect({ adapter: new FakeCrm() });
    const crm = await bridge.crm;
    const silent = new FakeCrm();
    silent.failNext('silent');
    first.close();
    const { signal } = new AbortController();
    const second = new FakeCrm();
    second.dispositions = [{ id: 'sale', label: 'Sale' }];
    await connect({ adapter: second });
    expect(await crm.listDispositions?.(signal)).toEqual([{ id: 'sale', label: 'Sale' }]);
    bridge.dispose();
    const failed = await crm.listDispositions?.(signal).catch((error: unknown) => crmFaultOf(error));
    expect(failed).toMatchObject({ kind: 'later' });
  });

  it('rejects what was open when a new host takes the place', async () => {
    const { bridge, connect } = openBridge();
    const silent = new FakeCrm();
    silent.failNext('silent');
    await connect({ adapter: silent });
    const asked = (await bridge.crm).listDispositions?.(new AbortController().signal);
    const end = expect(asked).rejects.toMatchObject({ code: 'bridge-closed' });
    await connect({ adapter: new FakeCrm() });
    await end;
  });
});

describe('the dialer, from its host', () => {
  it('shows its state and its events, and does what it is told', async () => {
    const { bridge, connect } = openBridge();
    const types: string[] = [];
    const link = await connect({ onEvent: (event) => types.push((event as { type: string }).type) });
    const { phone, dialer } = await exposed(bridge);
    await expect.poll(() => link.state?.connection).toBe('connected');
    const { callId } = await link.call('+12025550100', { id: 'c1', name: '<b>Maya</b>', numbers: [] });
    phone.lastLine.emit({ type: 'answered' });
    await expect.poll(() => link.state?.calls[0]).toMatchObject({ id: callId, status: 'active', customerIds: ['c1'] });
    await link.command('setMuted', callId, true);
    expect(dialer.state.snapshot.calls[0]).toMatchObject({ muted: true });
    await link.command('hangUp', callId);
    await expect.poll(() => types).toContain('dialdeck.call.ended');
    expect(await link.command('getState')).toMatchObject({ calls: [], activeCallId: undefined });
  });

  it('answers a command that fails with its code', async () => {
    const { bridge, connect } = openBridge();
    const link = await connect();
    await expect(link.command('getState')).rejects.toMatchObject({ code: 'not-connected' });
    await exposed(bridge);
    await expect(link.command('hangUp', 'nobody')).rejects.toMatchObject({ code: 'call-not-active' });
    await expect(link.call('no number')).rejects.toMatchObject({ code: 'number-invalid' });
    await expect(link.command('setMuted', 'a', 'yes')).rejects.toMatchObject({ code: 'bridge-message-invalid' });
    await expect(link.command('dispose' as never)).rejects.toMatchObject({ code: 'bridge-message-invalid' });
  });

  it('does not keep the host waiting for ever', async () => {
    const { bridge, connect } = openBridge();
    const link = await connect({ timeoutMs: 300 });
    bridge.dispose();
    await expect(link.command('getState')).rejects.toMatchObject({ code: 'bridge-timeout' });
  });

  it('does only what its owner allows', async () => {
    const { bridge, connect } = openBridge({ commands: ['getState'] });
    const link = await connect();
    await exposed(bridge);
    await expect(link.call('+12025550100')).rejects.toMatchObject({ code: 'bridge-message-invalid' });
    expect(await link.command('getState')).toMatchObject({ calls: [] });
  });
});
