import { describe, expect, it } from 'vitest';
import { DialerError } from '../errors.js';
import { FakePhone } from '../testing/fake-phone.js';
import { createManualClock } from '../testing/manual-clock.js';
import { judge } from './loopback-probe.js';
import { type Finding, type IceProbeOptions, type Probes, runPreflight } from './preflight.js';
import { type PreflightCheck, verdictOf } from './preflight-report.js';

const turn = [{ urls: 'turn:turn.test', username: 'u', credential: 'c' }];
const passed: Finding = { status: 'passed' };

function prepare({ iceServers = [] as readonly RTCIceServer[], probes = {} as Partial<Probes> } = {}) {
  const phone = Object.assign(new FakePhone(), { iceServers });
  const asked: IceProbeOptions[] = [];
  const fake: Probes = {
    output: async () => passed,
    ice: async (options) => {
      asked.push(options);
      return passed;
    },
    loopback: async () => ({ status: 'passed', mos: 4.4 }),
    ...probes,
  };
  return { phone, asked, context: { phone, clock: createManualClock(), probes: fake } };
}

const inShort = (checks: readonly PreflightCheck[]) => checks.map(({ name, status }) => `${name} ${status}`);

describe('a preflight', () => {
  it('is ready when all is well, and leaves the phone as it was', async () => {
    const { phone, context } = prepare();
    const told: string[] = [];
    const report = await runPreflight(context, { onProgress: ({ name }) => told.push(name) });
    expect(report.verdict).toBe('ready');
    expect(inShort(report.checks)).toEqual([
      'microphone passed',
      'output passed',
      'server passed',
      'registration passed',
      'ice passed',
      'relay skipped',
      'loopback passed',
    ]);
    expect(told).toEqual(report.checks.map(({ name }) => name));
    expect(phone.connection.snapshot.status).toBe('offline');
  });

  it('does not disconnect an agent who is at work', async () => {
    const { phone, context } = prepare();
    await phone.connect();
    await runPreflight(context);
    expect(phone.connection.snapshot.status).toBe('connected');
  });

  it('asks a TURN server for a relay, and is degraded without one', async () => {
    const { context, asked } = prepare({ iceServers: turn });
    await runPreflight(context);
    expect(asked.map(({ relayOnly, iceServers }) => [relayOnly, iceServers])).toEqual([
      [false, turn],
      [true, turn],
    ]);
    const ice = async ({ relayOnly }: IceProbeOptions): Promise<Finding> =>
      relayOnly ? { status: 'failed', code: 'relay-unreachable' } : passed;
    const { verdict, checks } = await runPreflight(prepare({ iceServers: turn, probes: { ice } }).context);
    expect(verdict).toBe('degraded');
    expect(checks.find(({ name }) => name === 'relay')).toMatchObject({ code: 'relay-unreachable' });
  });

  it.each([
    ['registration-rejected', ['server passed', 'registration failed']],
    ['registration-timeout', ['server passed', 'registration failed']],
    ['server-unreachable', ['server failed', 'registration skipped']],
  ] as const)('tells the server from the registration: %s', async (code, expected) => {
    const { phone, context } = prepare();
    phone.connectError = new DialerError(code, 'no');
    const { verdict, checks } = await runPreflight(context);
    expect(verdict).toBe('blocked');
    expect(inShort(checks).slice(2, 4)).toEqual(expected);
  });

  it.each([
    ['microphone-denied', 'permission-denied'],
    ['microphone-missing', 'blocked'],
  ] as const)('with %s it is %s, and the other checks are made all the same', async (code, verdict) => {
    const { phone, context } = prepare();
    phone.microphoneError = new DialerError(code, 'no');
    const report = await runPreflight(context);
    expect(report.verdict).toBe(verdict);
    expect(report.checks[0]).toMatchObject({ name: 'microphone', status: 'failed', code });
    expect(report.checks).toHaveLength(7);
  });

  it('does not judge the network by a page that may not make a sound', async () => {
    const output = async (): Promise<Finding> => ({ status: 'warned', code: 'output-blocked' });
    const { verdict, checks } = await runPreflight(prepare({ probes: { output } }).context);
    expect(verdict).toBe('degraded');
    expect(inShort(checks).at(-1)).toBe('loopback skipped');
  });

  it('is inconclusive when a check breaks', async () => {
    const ice = () => Promise.reject(new TypeError('odd browser'));
    const { verdict, checks } = await runPreflight(prepare({ probes: { ice } }).context);
    expect(verdict).toBe('inconclusive');
    expect(checks[4]).toMatchObject({ name: 'ice', status: 'unknown', code: 'internal-error' });
  });

  it('stops when it is told to, also in the middle of a check', async () => {
    const stop = new AbortController();
    const ice = () => new Promise<Finding>(() => stop.abort());
    const { phone, context } = prepare({ probes: { ice } });
    await expect(runPreflight(context, { signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(phone.connection.snapshot.status).toBe('offline');
  });

  it('begins nothing when it was stopped before', async () => {
    const { context, asked } = prepare();
    await expect(runPreflight(context, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(asked).toEqual([]);
  });
});

describe('the loopback call', () => {
  it('passes with the packets of a healthy machine', () => {
    expect(judge({ packets: 100, lost: 0, jitterMs: 2, rttMs: 1 })).toEqual({ status: 'passed', mos: 4.4 });
  });
  it('fails when next to nothing arrives', () => {
    expect(judge({ packets: 3, lost: 0, jitterMs: 0, rttMs: 0 })).toEqual({
      status: 'failed',
      code: 'loopback-silent',
    });
  });
  it('is poor when a tenth is lost', () => {
    expect(judge({ packets: 90, lost: 10, jitterMs: 2, rttMs: 1 })).toMatchObject({
      status: 'warned',
      code: 'loopback-poor',
    });
  });
});

describe('the verdict', () => {
  it('puts the permission first, then what blocks', () => {
    const denied = { name: 'microphone', status: 'failed', code: 'microphone-denied', ms: 1 } as const;
    const down = { name: 'server', status: 'failed', code: 'server-unreachable', ms: 1 } as const;
    const unknown = { name: 'ice', status: 'unknown', ms: 1 } as const;
    expect(verdictOf([denied, down])).toBe('permission-denied');
    expect(verdictOf([unknown, down])).toBe('blocked');
    expect(verdictOf([unknown])).toBe('inconclusive');
  });
});
