import { describe, expect, it, vi } from 'vitest';
import { createDialer } from '../dialer.js';
import { codeOf, connected } from '../testing/connected-dialer.js';
import { FakePhone } from '../testing/fake-phone.js';

const number = '+12025550100';

async function listening(options: Parameters<typeof connected>[0] = {}) {
  const all = await connected(options);
  const { audio } = all.phone;
  // The desk is loaded beside the connection; it asks for the devices as soon as it is there.
  await vi.waitUntil(() => audio.devices.snapshot.microphones.length > 0);
  const heard = () => audio.tones.map(({ tone, on }) => `${tone} on ${on}`);
  return { ...all, audio, heard };
}

describe('the sounds of a dialer', () => {
  it('ring on the ringer until the call is answered', async () => {
    const { phone, dialer, heard } = await listening();
    phone.ring({ number });
    expect(heard()).toEqual(['ring on ringer']);
    const [call] = dialer.state.snapshot.calls;
    dialer.findCall(call?.id ?? '')?.answer();
    expect(heard()).toEqual([]);
  });

  it.each([
    [
      'rejected',
      (dialer: Awaited<ReturnType<typeof listening>>['dialer'], id: string) => dialer.findCall(id)?.reject(),
    ],
    ['shut down', (dialer: Awaited<ReturnType<typeof listening>>['dialer']) => void dialer.dispose()],
  ])('stop ringing when it is %s', async (_how, end) => {
    const { phone, dialer, heard } = await listening();
    phone.ring({ number });
    end(dialer, dialer.state.snapshot.calls[0]?.id ?? '');
    expect(heard()).toEqual([]);
  });

  it('stop ringing when the caller gives up', async () => {
    const { phone, heard } = await listening();
    phone.ring({ number }).end({ reason: 'cancelled' });
    expect(heard()).toEqual([]);
  });

  it('give ringback until the network plays its own, or somebody answers', async () => {
    const { phone, dialer, heard } = await listening();
    dialer.call(number);
    expect(heard()).toEqual([]);
    phone.lastLine.emit({ type: 'ringing', earlyMedia: false });
    expect(heard()).toEqual(['ringback on speaker']);
    phone.lastLine.emit({ type: 'ringing', earlyMedia: true });
    expect(heard()).toEqual([]);
    phone.lastLine.emit({ type: 'answered' });
    expect(heard()).toEqual([]);
  });

  it('tell busy for a moment', async () => {
    const { phone, dialer, clock, heard } = await listening();
    dialer.call(number);
    phone.lastLine.end({ reason: 'busy' });
    expect(heard()).toEqual(['busy on speaker']);
    clock.advance(2_500);
    expect(heard()).toEqual([]);
  });

  it('can be changed one by one, or left out', async () => {
    const own = await listening({ tones: { ringUrl: '/ring.mp3', ringback: false } });
    own.phone.ring({ number });
    expect(own.audio.tones).toEqual([{ tone: 'ring', on: 'ringer', url: '/ring.mp3' }]);
    own.phone.lastLine.end();
    own.dialer.call(number);
    own.phone.lastLine.emit({ type: 'ringing', earlyMedia: false });
    expect(own.heard()).toEqual([]);
    const silent = await listening({ tones: false });
    silent.phone.ring({ number });
    expect(silent.heard()).toEqual([]);
  });

  it('that the browser keeps back are a warning, raised and cleared in pairs', async () => {
    const { audio, dialer, events } = await listening();
    audio.block(true);
    expect(dialer.state.snapshot.warnings).toEqual(['autoplay-blocked']);
    await dialer.audio?.unlock();
    expect(dialer.state.snapshot.warnings).toEqual([]);
    const told = events.filter(({ type }) => type.startsWith('dialdeck.warning')).map(({ type, data }) => [type, data]);
    expect(told).toEqual([
      ['dialdeck.warning.raised', { code: 'autoplay-blocked' }],
      ['dialdeck.warning.cleared', { code: 'autoplay-blocked' }],
    ]);
  });

  it('say so when an option is wrong', () => {
    const wrong = (tones: unknown) => codeOf(() => createDialer({ phone: new FakePhone(), tones: tones as false }));
    expect([wrong(true), wrong({ rings: true }), wrong({ ringUrl: 1 })]).toEqual(Array(3).fill('config-invalid'));
    expect(wrong({ ring: undefined })).toBeUndefined();
  });
});
