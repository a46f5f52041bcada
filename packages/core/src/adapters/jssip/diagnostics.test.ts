import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDialer } from '../../dialer.js';
import { createScriptedPhone } from './scripted/scripted-phone.js';
import type { SipCredentials } from './sip-options.js';

const secret = fc.stringMatching(/^[A-Za-z0-9_.~-]{12,40}$/);
const ha1 = fc.stringMatching(/^[0-9a-f]{32}$/);
const credentials: fc.Arbitrary<SipCredentials> = fc.oneof(
  secret.map((password) => ({ password })),
  ha1.map((it) => ({ ha1: it, realm: 'pbx.test' })),
  secret.map((token) => ({ token })),
);

const challenge = 'WWW-Authenticate: Digest realm="pbx.test", nonce="n", qop="auth"';

/** What a dialer tells after it signed in with these, the server asking for a digest. */
async function signedIn(given: SipCredentials, credential: string, diagnostics = true) {
  const scripted = createScriptedPhone({
    credentials: () => given,
    iceServers: [{ urls: 'turn:turn.test', username: 'u', credential }],
    diagnostics,
  });
  const accept = scripted.server.registrar;
  scripted.server.registrar = (request) => {
    if (request.header('Authorization') === '') scripted.server.reply(request, 401, { headers: [challenge] });
    else accept(request);
  };
  const dialer = createDialer({ phone: scripted.phone });
  await dialer.connect();
  const told = await dialer.diagnostics({ numbers: true });
  const response = /response="([0-9a-f]+)"/.exec(scripted.server.registers[1]?.header('Authorization') ?? '')?.[1];
  await dialer.dispose();
  return { told, response };
}

describe('the diagnostics of a SIP phone', () => {
  it('never hold what signs in: passwords, digests, tokens, TURN credentials', async () => {
    await fc.assert(
      fc.asyncProperty(credentials, secret, async (given, credential) => {
        const { told, response } = await signedIn(given, credential);
        const text = JSON.stringify(told);
        expect(told.messages.length).toBeGreaterThanOrEqual(2);
        for (const [name, value] of Object.entries(given)) if (name !== 'realm') expect(text).not.toContain(value);
        expect(text).not.toContain(credential);
        if (response !== undefined) expect(text).not.toContain(response);
      }),
      { numRuns: 25 },
    );
  });

  it('hold no message unless the phone was asked to keep them', async () => {
    const { told } = await signedIn({ password: 'open sesame' }, 'c', false);
    expect(told.messages).toEqual([]);
  });
});
