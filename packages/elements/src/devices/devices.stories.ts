import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/devices.js';
import { scene } from '../provider/provider.stories.js';

export default { title: 'Devices', component: 'dial-devices', tags: ['autodocs'] } satisfies Meta;

const devices = (setup: Parameters<typeof scene>[0] = () => {}): StoryObj => ({
  render: () => scene(setup).show(html`<dial-devices></dial-devices>`),
});

export const Plugged = devices();

/** The ringer is another device than the speaker; somebody speaks. */
export const Chosen = devices(({ phone: { audio } }) => {
  void audio.prepare().then(() => audio.choose('ringer', 'desk-out'));
  audio.setVolume('ringer', 0.4);
  audio.speak('microphone', 0.7);
});

/** The headset was pulled out in the middle of a call. */
export const Unplugged = devices(({ phone: { audio } }) => {
  void audio
    .prepare()
    .then(() => audio.choose('microphone', 'headset-in'))
    .then(() => audio.unplug('headset-in'));
});

/** The browser wants a click before it plays anything. */
export const Silenced = devices(({ phone: { audio } }) => audio.block(true));
