import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, type ScriptedPhone } from './scripted/scripted-phone.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const settled = () => new Promise((resolve) => setImmediate(resolve));
const challenge = 'WWW-Authenticate: Digest realm="pbx.test", nonce="n", qop="auth"';

describe('connecting', () => {
  it('registers with a digest and never shows the password: REGISTER, 401, REGISTER, 200', async () => {
    const seen: string[] = [];
    const scripted = start({ trace: ({ text }) => seen.push(text) });
    const accept = scripted.server.registrar;
    scripted.server.registrar = (request) => {
      if (request.header('Authorization') === '') scripted.server.reply(request, 401, { headers: [challenge] });
      else accept(request);
    };
    await scripted.phone.connect();
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
    expect(scripted.server.registers[1]?.header('Authorization')).toContain('username="1001"');
    expect(seen.join('\n')).toContain('Authorization: (hidden)');
    expect(seen.join('\n')).not.toContain('response="');
  });

  it('sends a token as it is and hides it from the trace', async () => {
    const seen: string[] = [];
    const scripted = start({ credentials: () => ({ token: 'abc.def' }), trace: ({ text }) => seen.push(text) });
    await scripted.phone.connect();
    expect(scripted.server.registers[0]?.header('Authorization')).toBe('Bearer abc.def');
    expect(seen.join('\n')).not.toContain('abc.def');
  });

  it.each([
    [403, 'registration-rejected'],
    [503, 'registration-failed'],
  ])('fails for good when the server answers %i', async (code, expected) => {
    const scripted = start();
    scripted.server.registrar = (request) => scripted.server.reply(request, code);
    await expect(scripted.phone.connect()).rejects.toMatchObject({ code: expected });
    expect(scripted.phone.connection.snapshot).toMatchObject({ status: 'failed', error: { code: expected } });
    expect(scripted.server.registers).toHaveLength(1);
    expect(scripted.server.connected, 'nothing stays open').toBe(false);
  });

  it('rejects a wrong password after two requests, and works when it is corrected', async () => {
    let password = 'wrong';
    const scripted = start({ credentials: () => ({ password }) });
    const accept = scripted.server.registrar;
    scripted.server.registrar = (request) => {
      const right = password === 'right' && request.header('Authorization') !== '';
      if (right) accept(request);
      else scripted.server.reply(request, 401, { headers: [challenge] });
    };
    await expect(scripted.phone.connect()).rejects.toMatchObject({ code: 'registration-rejected' });
    expect(scripted.server.registers).toHaveLength(2);
    password = 'right';
    await scripted.phone.connect();
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
  });

  it('gives up on a server that says yes without naming our contact', async () => {
    const clock = createManualClock();
    const scripted = start({ clock, connectLimitMs: 2000 });
    scripted.server.registrar = (request) => scripted.server.reply(request, 200);
    const failed = expect(scripted.phone.connect()).rejects.toMatchObject({ code: 'registration-timeout' });
    await until(() => scripted.server.registers.length === 1);
    await settled();
    clock.advance(2000);
    await failed;
  });

  it('gives up on a server that keeps answering 423', async () => {
    const scripted = start();
    scripted.server.registrar = (request) => scripted.server.reply(request, 423, { headers: ['Min-Expires: 300'] });
    await expect(scripted.phone.connect()).rejects.toMatchObject({ code: 'registration-timeout' });
    expect(scripted.server.registers.length).toBeLessThan(12);
  });

  it('names every server that cannot be reached', async () => {
    const scripted = start({ servers: ['wss://a.test', 'wss://b.test'] });
    scripted.server.accepts = () => false;
    const failure = await scripted.phone.connect().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'server-unreachable', message: expect.stringMatching(/a\.test.*b\.test/s) });
    expect(scripted.server.opened).toEqual(['wss://a.test', 'wss://b.test']);
  });

  it('never shows the token that the address of a server may carry', async () => {
    const scripted = start({ servers: ['wss://li:open@a.test/ws?token=sesame'] });
    scripted.server.accepts = () => false;
    const failure = await scripted.phone.connect().catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('wss://a.test/ws') });
    expect(JSON.stringify([failure, String(failure), scripted.phone.connection.snapshot])).not.toMatch(/open|sesame/);
  });

  it('takes the next server when the first accepts nothing within the limit', async () => {
    const clock = createManualClock();
    const scripted = start({ clock, servers: ['wss://a.test', 'wss://b.test'], connectLimitMs: 1000 });
    scripted.server.accepts = (url) => (url === 'wss://a.test' ? 'never-answers' : true);
    const connected = scripted.phone.connect();
    await until(() => scripted.server.opened.length === 1);
    clock.advance(1000);
    await connected;
    expect(scripted.server.opened).toEqual(['wss://a.test', 'wss://b.test']);
  });

  it('takes the next server when the first cannot register us', async () => {
    const scripted = start({ servers: ['wss://a.test', 'wss://b.test'] });
    const accept = scripted.server.registrar;
    scripted.server.registrar = (request) => {
      if (scripted.server.opened.length === 1) scripted.server.reply(request, 503);
      else accept(request);
    };
    await scripted.phone.connect();
    expect(scripted.server.opened).toEqual(['wss://a.test', 'wss://b.test']);
    await scripted.phone.disconnect();
    await scripted.phone.connect();
    expect(scripted.server.opened.at(-1), 'the next time in order again').toBe('wss://a.test');
  });

  it('says that the credentials function failed', async () => {
    const scripted = start({
      credentials: () => {
        throw new Error('CRM is down');
      },
    });
    await expect(scripted.phone.connect()).rejects.toMatchObject({ code: 'credentials-failed' });
    expect(scripted.server.registers).toEqual([]);
  });

  it('can be given up, and started again', async () => {
    const scripted = start();
    scripted.server.accepts = () => 'never-answers';
    const stop = new AbortController();
    const connecting = scripted.phone.connect(stop.signal);
    await until(() => scripted.server.opened.length === 1);
    stop.abort();
    await expect(connecting).rejects.toMatchObject({ code: 'aborted' });
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'offline' });
    scripted.server.accepts = () => true;
    await scripted.phone.connect();
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
  });

  it('keeps its instance id, so that the server replaces the old registration', async () => {
    const scripted = start();
    await scripted.phone.connect();
    await scripted.phone.disconnect();
    await scripted.phone.connect();
    const ids = scripted.server.registers.map((request) => /urn:uuid:[^"]+/.exec(request.header('Contact'))?.[0]);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('unregisters when it disconnects', async () => {
    const scripted = start();
    await scripted.phone.connect();
    await scripted.phone.disconnect();
    expect(scripted.server.registers.at(-1)?.header('Expires')).toBe('0');
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'offline' });
  });

  it('asks for fresh credentials and registers again before the registration runs out', async () => {
    const clock = createManualClock();
    let asked = 0;
    const scripted = start({
      clock,
      registerEverySeconds: 60,
      credentials: () => {
        asked += 1;
        return asked === 3 ? { password: 'open sesame' } : { token: `token-${asked}` };
      },
    });
    await scripted.phone.connect();
    clock.advance(54_000);
    await until(() => scripted.server.registers.length === 2);
    expect(scripted.server.registers.map((request) => request.header('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    clock.advance(54_000);
    await until(() => scripted.server.registers.length === 3);
    expect(scripted.server.registers[2]?.header('Authorization'), 'the old token is forgotten').toBe('');
  });
});

describe('an account behind two realms', () => {
  it('answers the second realm although the first has been answered', async () => {
    const scripted = start();
    const accept = scripted.server.registrar;
    scripted.server.registrar = (request) => {
      if (request.header('Authorization') === '') scripted.server.reply(request, 401, { headers: [challenge] });
      else accept(request);
    };
    await scripted.phone.connect();
    scripted.phone.dial('4155550172');
    const invite = await scripted.server.next('INVITE');
    scripted.server.reply(invite, 407, { headers: ['Proxy-Authenticate: Digest realm="carrier.test", nonce="n"'] });
    const second = await scripted.server.next('INVITE');
    expect(second.header('Proxy-Authorization')).toContain('realm="carrier.test"');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settled();
}
