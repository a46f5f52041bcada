import { createDialer, type PreflightCheck } from '@dialdeck/core';
import { createSandbox, type Sandbox } from './sandbox.js';

/** Fails a test with what was seen. */
function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

describe('a preflight in the sandbox', () => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.dispose());

  it('is ready, with a loopback call that was really heard, and leaves the agent signed in', async () => {
    sandbox = createSandbox();
    const dialer = createDialer({ phone: sandbox.phone({ name: 'Li' }) });
    await dialer.connect();
    const told: PreflightCheck[] = [];
    const report = await dialer.preflight({ onProgress: (check) => told.push(check) });
    expectThat(report.verdict === 'ready', 'ready', report);
    expectThat(JSON.stringify(told) === JSON.stringify(report.checks), 'every check was told', told);
    const [loopback] = report.checks.filter(({ name }) => name === 'loopback');
    expectThat((loopback?.mos ?? 0) > 4, 'the loopback call sounds good', loopback);
    expectThat(dialer.state.snapshot.connection.status === 'connected', 'still connected', dialer.state.snapshot);
    const diagnostics = await dialer.diagnostics();
    expectThat(
      diagnostics.browser.userAgent?.toString().includes('Chrome') === true,
      'the browser',
      diagnostics.browser,
    );
    await dialer.dispose();
  });

  it('names a TURN server that does not answer, and is degraded', async () => {
    sandbox = createSandbox();
    const iceServers = [{ urls: 'turn:127.0.0.1:9?transport=udp', username: 'u', credential: 'open sesame' }];
    const phone = Object.assign({ ...sandbox.phone() }, { iceServers });
    const dialer = createDialer({ phone });
    const report = await dialer.preflight();
    const codes = report.checks.filter(({ code }) => code !== undefined).map(({ name, code }) => `${name} ${code}`);
    expectThat(report.verdict === 'degraded', 'degraded', report);
    expectThat(codes.includes('relay relay-unreachable'), 'the relay is named', codes);
    expectThat(dialer.state.snapshot.connection.status === 'offline', 'offline as before', dialer.state.snapshot);
    expectThat(!JSON.stringify(await dialer.diagnostics()).includes('open sesame'), 'no credential in the diagnostics');
    await dialer.dispose();
  });
});
