import { afterEach, describe, expect, it } from 'vitest';
import type { Line } from '../../phone/phone.js';
import { createScriptedPhone, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const asserted = [
  'P-Asserted-Identity: "Maya \\"M\\" Okafor" <sip:%2B18135550143@pbx.test;user=phone>',
  'Diversion: <sip:sales@pbx.test>;reason=no-answer',
];

describe('who calls, by the word of the server', () => {
  it('is believed when the host trusts the server', async () => {
    const { line } = await ringIn(start({ trustServerIdentity: true }), { headers: asserted });
    expect(line.remote).toEqual({ number: '+18135550143', name: 'Maya "M" Okafor', divertedFrom: 'sales' });
  });

  it('is not even looked at otherwise', async () => {
    const { line } = await ringIn(start(), { headers: asserted });
    expect(line.remote).toEqual({ number: '3125550178', name: 'Tom Becker' });
  });

  it.each(['nonsense', '<tel:>', '"unfinished <sip:x'])(
    'is the From header when the server writes %j',
    async (value) => {
      const { line } = await ringIn(start({ trustServerIdentity: true }), {
        headers: [`P-Asserted-Identity: ${value}`],
      });
      expect(line.remote).toEqual({ number: '3125550178', name: 'Tom Becker' });
    },
  );

  it.each([
    ['<tel:+18135550143>', { number: '+18135550143', name: 'Tom Becker' }],
    ['Maya <sip:1%zz@x>', { number: '1%zz', name: 'Maya' }],
  ])('may be written %j', async (value, remote) => {
    const { line } = await ringIn(start({ trustServerIdentity: true }), { headers: [`P-Asserted-Identity: ${value}`] });
    expect(line.remote).toEqual(remote);
  });
});

describe('a call that asks to be answered at once', () => {
  const asks = ['Call-Info: <sip:pbx.test>;answer-after=0'];

  it.each([asks, ['Alert-Info: <http://pbx.test>;info=alert-autoanswer'], ['Alert-Info: info=auto-answer']])(
    'is, when the host allows it (%s): 100, 180, 200',
    async (header) => {
      const scripted = start({ allowAutoAnswer: true });
      await ringIn(scripted, { headers: [header] });
      await scripted.server.next('200');
    },
  );

  it('rings otherwise: 100, 180', async () => {
    const scripted = start();
    await ringIn(scripted, { headers: asks });
    await scripted.server.next('180');
    expect(scripted.audio.tracks, 'the microphone stays closed').toEqual([]);
  });

  it('rings while another call is up', async () => {
    const scripted = start({ allowAutoAnswer: true });
    await talk(scripted);
    scripted.server.callIn({ headers: asks });
    await scripted.server.next('180');
    expect(scripted.audio.tracks).toHaveLength(1);
  });

  it('rings when it asks to be answered later', async () => {
    const scripted = start({ allowAutoAnswer: true });
    await ringIn(scripted, { headers: ['Call-Info: <sip:pbx.test>;answer-after=05'] });
    await scripted.server.next('180');
    expect(scripted.audio.tracks).toEqual([]);
  });
});

describe('a caller who is sent elsewhere', () => {
  it('hears where to call: 302 with a Contact', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted);
    await line.redirect('+1 (415) 555-0199');
    expect((await scripted.server.next('302')).header('Contact')).toBe('<sip:+14155550199@pbx.test>');
    expect((await until('ended')).end).toMatchObject({ reason: 'declined', redirectedTo: '+1 (415) 555-0199' });
    expect(scripted.audio.tracks).toEqual([]);
  });

  it('stays when the target cannot be dialed, or the line was answered', async () => {
    const scripted = start();
    const { line, heard, until } = await ringIn(scripted);
    await expect(line.redirect('1@evil.test>\r\nX: y')).rejects.toMatchObject({ code: 'number-invalid' });
    line.answer();
    await scripted.server.next('200');
    await until('answered');
    await line.redirect('1002');
    expect(heard.map(({ type }) => type)).not.toContain('ended');
  });

  it('is no line of ours to redirect when we called', async () => {
    const scripted = start();
    const called = await talk(scripted);
    const line: Line = called.line;
    await line.redirect('1002');
    expect(called.heard.map(({ type }) => type)).not.toContain('ended');
  });
});
