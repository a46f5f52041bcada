import { createDialer } from '@dialdeck/core';
import { createToneExchange } from './testing/tone-telephone.js';

const [agentHz, mayaHz, tomHz, musicHz] = [660, 440, 880, 1500] as const;

describe('hold with music', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function talking(holdMusic: string | undefined) {
    const context = new AudioContext();
    cleanups.push(() => context.close());
    const exchange = createToneExchange(context);
    exchange.pitches.add(musicHz);
    const agent = await exchange.plug('1001', [agentHz], { holdMusic });
    const maya = await exchange.plug('2001', [mayaHz]);
    const tom = await exchange.plug('2002', [tomHz]);
    for (const { phone } of [maya, tom]) phone.incoming((line) => line.answer());
    const dialer = createDialer({ phone: agent.phone });
    cleanups.push(exchange.pbx.dispose, maya.dispose, tom.dispose, () => dialer.dispose());
    await dialer.connect();
    const call = dialer.call('2001');
    await call.answered;
    await maya.hears([agentHz]);
    return { agent, maya, tom, dialer, call };
  }

  it('is heard by the far end, and the agent is not', async () => {
    const { agent, maya, call } = await talking(toneFile(musicHz));
    await call.setHeld(true);
    await Promise.all([maya.hears([musicHz]), agent.hears([])]);
    call.setMuted(true);
    // Longer than the sound, which begins anew.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await maya.hears([musicHz]);
    await call.setHeld(false);
    await Promise.all([maya.hears([]), agent.hears([mayaHz])]);
    call.setMuted(false);
    await maya.hears([agentHz]);
  });

  it('is heard by both of a conference, each on its own, and not by the agent', async () => {
    const { agent, maya, tom, dialer, call } = await talking(toneFile(musicHz));
    const other = dialer.call('2002');
    await other.answered;
    await Promise.all([tom.hears([agentHz]), maya.hears([musicHz])]);
    await call.merge(other);
    await Promise.all([maya.hears([agentHz, tomHz]), tom.hears([agentHz, mayaHz])]);
    await call.setHeld(true);
    await Promise.all([maya.hears([musicHz]), tom.hears([musicHz]), agent.hears([])]);
    await call.setHeld(false);
    await Promise.all([maya.hears([agentHz, tomHz]), tom.hears([agentHz, mayaHz]), agent.hears([mayaHz, tomHz])]);
  });

  for (const [why, holdMusic] of [
    ['by default', undefined],
    ['when the sound cannot be played', 'data:audio/wav;base64,AAAA'],
  ] as const) {
    it(`is silence ${why}`, async () => {
      const { agent, maya, call } = await talking(holdMusic);
      await call.setHeld(true);
      await Promise.all([maya.hears([]), agent.hears([])]);
      await call.setHeld(false);
      await maya.hears([agentHz]);
    });
  }
});

/** One second of a tone, as a WAV file (8 bits, 8 kHz). */
function toneFile(hz: number): string {
  const rate = 8000;
  const header = new DataView(new ArrayBuffer(44));
  const write = (at: number, text: string) => {
    for (const [i, letter] of [...text].entries()) header.setUint8(at + i, letter.charCodeAt(0));
  };
  write(0, 'RIFF');
  header.setUint32(4, 36 + rate, true);
  write(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  write(36, 'data');
  header.setUint32(40, rate, true);
  const samples = Uint8Array.from({ length: rate }, (_, i) => 128 + 40 * Math.sin((2 * Math.PI * hz * i) / rate));
  return URL.createObjectURL(new Blob([header, samples], { type: 'audio/wav' }));
}
