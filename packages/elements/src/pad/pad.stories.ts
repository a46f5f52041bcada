import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene } from '../provider/provider.stories.js';

export default { title: 'Pad', component: 'dial-pad', tags: ['autodocs'] } satisfies Meta;

export const Empty: StoryObj = { render: () => scene().show(html`<dial-pad></dial-pad>`) };

export const WithNumber: StoryObj = {
  render: () => scene().show(html`<dial-pad number="+1 813 555 0143"></dial-pad>`),
};

/** The keys send tones. */
export const DuringACall: StoryObj = {
  render: () =>
    scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
    }).show(html`<dial-pad></dial-pad>`),
};

export const Offline: StoryObj = {
  render: () => scene(({ phone }) => phone.setConnection({ status: 'offline' })).show(html`<dial-pad></dial-pad>`),
};

export const Reconnecting: StoryObj = {
  render: () =>
    scene(({ phone }) =>
      phone.setConnection({ status: 'reconnecting', attempt: 2, error: { code: 'connection-lost', message: '' } }),
    ).show(html`<dial-pad number="+1 813 555 0143"></dial-pad>`),
};

const microphone = (code: 'microphone-denied' | 'microphone-missing') =>
  scene(({ phone }) => phone.setMicrophone({ status: 'failed', error: { code, message: '' } })).show(
    html`<dial-pad></dial-pad>`,
  );

const connection = (code: 'registration-rejected' | 'server-unreachable') =>
  scene(({ phone }) => phone.setConnection({ status: 'failed', error: { code, message: '' } })).show(
    html`<dial-pad></dial-pad>`,
  );

export const MicrophoneDenied: StoryObj = { render: () => microphone('microphone-denied') };
export const MicrophoneMissing: StoryObj = { render: () => microphone('microphone-missing') };
export const RegistrationRejected: StoryObj = { render: () => connection('registration-rejected') };
export const ServerUnreachable: StoryObj = { render: () => connection('server-unreachable') };

export const NoDialer: StoryObj = { render: () => html`<dial-provider><dial-pad></dial-pad></dial-provider>` };
