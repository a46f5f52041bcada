import { createDialer, DialerError } from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';
import { expect } from 'chai';
import { html } from 'lit';
import '../define/devices.js';
import { axeFindings, mount, until } from '../testing/mount.js';

async function show({ locale = 'en', width = 360 } = {}) {
  const phone = new FakePhone();
  const dialer = createDialer({ phone });
  const place = mount(
    html`<dial-provider .dialer=${dialer} locale=${locale}><dial-devices></dial-devices></dial-provider>`,
    width,
  );
  const root = place.querySelector('dial-devices')!.shadowRoot!;
  const all = <Type extends Element>(selector: string) => [...root.querySelectorAll<Type>(selector)];
  const one = <Type extends Element>(selector: string) => root.querySelector<Type>(selector)!;
  await until(() => all('[part=microphone] option').length === 3);
  return { audio: phone.audio, phone, dialer, place, all, one };
}

const optionsOf = (select: HTMLSelectElement) => [...select.options].map(({ textContent }) => textContent!.trim());
const choose = (select: HTMLSelectElement, value: string) => {
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

describe('dial-devices', () => {
  it('lists the devices and uses the chosen ones, each for itself', async () => {
    const { audio, one } = await show();
    const microphone = one<HTMLSelectElement>('[part=microphone] select');
    expect(optionsOf(microphone)).to.deep.equal(['System default', 'Headset', 'Desk microphone']);
    choose(microphone, 'desk-in');
    choose(one('[part=ringer] select'), 'desk-out');
    await until(() => audio.devices.snapshot.choice.ringer?.id === 'desk-out');
    expect(audio.devices.snapshot.choice.microphone?.id).to.equal('desk-in');
    expect(audio.devices.snapshot.choice.speaker).to.equal(undefined);
    choose(microphone, '');
    await until(() => audio.devices.snapshot.choice.microphone === undefined);
  });

  it('keeps an unplugged device in its list, still chosen, and says so', async () => {
    const { audio, one, all } = await show();
    await audio.choose('microphone', 'headset-in');
    await audio.unplug('headset-in');
    const select = one<HTMLSelectElement>('[part=microphone] select');
    await until(() => optionsOf(select).includes('Headset (unplugged)'));
    expect(select.value).to.equal('headset-in');
    await until(() => all('[data-code=microphone-fallback]').length === 1);
    await audio.plug({ id: 'headset-in', label: 'Headset', kind: 'input' });
    await until(() => all('[data-code]').length === 0);
    expect(select.value).to.equal('headset-in');
  });

  it('changes volumes and silences the ring', async () => {
    const { audio, one } = await show();
    const slider = one<HTMLInputElement>('[part=ringer] [type=range]');
    slider.value = '0.25';
    slider.dispatchEvent(new Event('input'));
    expect(audio.devices.snapshot.volume).to.deep.equal({ microphone: 1, speaker: 1, ringer: 0.25 });
    const gain = one<HTMLInputElement>('[part=microphone] [type=range]');
    gain.value = '1.5';
    gain.dispatchEvent(new Event('input'));
    expect(audio.devices.snapshot.volume.microphone).to.equal(1.5);
    one<HTMLInputElement>('[type=checkbox]').click();
    expect(audio.devices.snapshot.ringerMuted).to.equal(true);
  });

  it('shows how loud the microphone is', async () => {
    const { audio, one } = await show();
    audio.speak('microphone', 0.7);
    await until(() => one<HTMLMeterElement>('meter').value === 0.7);
  });

  it('tests the microphone and says what was heard', async () => {
    const { audio, one } = await show();
    const said = () => one('[role=status]').textContent!.trim();
    const test = one<HTMLButtonElement>('[part=microphone] button');
    test.click();
    await until(() => said() === 'The microphone works.');
    audio.testResult = { verdict: 'silent', peak: 0 };
    test.click();
    await until(() => said().startsWith('Nothing was heard.'));
    audio.microphoneError = new DialerError('microphone-denied', 'no');
    test.click();
    await until(() => said().startsWith('Microphone is blocked.'));
  });

  it('plays a test tone on the device it is about, until stopped', async () => {
    const { audio, one } = await show();
    const test = one<HTMLButtonElement>('[part=ringer] button');
    test.click();
    expect(audio.tones).to.deep.equal([{ tone: 'test', on: 'ringer', url: undefined }]);
    await until(() => test.textContent!.trim() === 'Stop');
    test.click();
    expect(audio.tones).to.deep.equal([]);
  });

  it('stops a tone when it is taken away', async () => {
    const { audio, place, one } = await show();
    one<HTMLButtonElement>('[part=speaker] button').click();
    place.querySelector('dial-devices')!.remove();
    expect(audio.tones).to.deep.equal([]);
  });

  it('offers sound that the browser keeps back, in one click', async () => {
    const { audio, all, one } = await show();
    audio.block(true);
    await until(() => all('[data-code=autoplay-blocked] button').length === 1);
    one<HTMLButtonElement>('[data-code=autoplay-blocked] button').click();
    await until(() => all('[data-code]').length === 0);
  });

  for (const [name, options] of [
    ['English', {}],
    ['Chinese', { locale: 'zh-CN' }],
    ['a narrow place', { width: 260 }],
  ] as const) {
    it(`is accessible and fits in ${name}`, async () => {
      const { audio, place, all } = await show(options);
      audio.block(true);
      await until(() => all('[data-code=autoplay-blocked]').length === 1);
      expect(await axeFindings(place)).to.deep.equal([]);
      const element = place.querySelector('dial-devices')!;
      expect(element.scrollWidth).to.equal(element.clientWidth);
    });
  }
});

describe('the devices in the softphone', () => {
  it('open from the header and give way to a call', async () => {
    await import('../define/softphone.js');
    const phone = new FakePhone();
    const dialer = createDialer({ phone });
    await dialer.connect();
    const place = mount(html`<dial-provider .dialer=${dialer}><dial-softphone></dial-softphone></dial-provider>`);
    const root = place.querySelector('dial-softphone')!.shadowRoot!;
    const button = await until(() => root.querySelector<HTMLButtonElement>('[aria-label=Devices]'));
    button.click();
    const devices = await until(() => root.querySelector('dial-devices'));
    await until(() => devices.shadowRoot?.querySelector('select'));
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(await axeFindings(place)).to.deep.equal([]);
    dialer.call('+12025550100');
    await until(() => root.querySelector('dial-devices') === null);
    await until(() => root.querySelector('dial-call'));
    await dialer.dispose();
  });
});
