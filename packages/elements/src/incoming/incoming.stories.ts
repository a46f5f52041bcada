import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene } from '../provider/provider.stories.js';

export default { title: 'Incoming call', component: 'dial-incoming', tags: ['autodocs'] } satisfies Meta;

export const Ringing: StoryObj = {
  render: () =>
    scene(({ phone }) => void phone.ring({ number: '+13125550178', name: 'Tom Becker' }), 6_000).show(
      html`<dial-incoming></dial-incoming>`,
    ),
};

export const UnknownCaller: StoryObj = {
  render: () =>
    scene(({ phone }) => void phone.ring({ number: '+13055550190' }), 6_000).show(
      html`<dial-incoming></dial-incoming>`,
    ),
};

/** Somebody who had called another extension first; told by a server that is trusted. */
export const Diverted: StoryObj = {
  render: () =>
    scene(
      ({ phone }) => void phone.ring({ number: '+13125550178', name: 'Tom Becker', divertedFrom: '1007' }),
      6_000,
    ).show(html`<dial-incoming></dial-incoming>`),
};

/** Answering puts the running call on hold. */
export const DuringACall: StoryObj = {
  render: () =>
    scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
      phone.ring({ number: '+13125550178', name: 'Tom Becker' });
    }, 6_000).show(html`<dial-incoming></dial-incoming>`),
};
