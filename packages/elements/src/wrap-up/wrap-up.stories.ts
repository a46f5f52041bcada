import type { CallEnd } from '@dialdeck/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene } from '../provider/provider.stories.js';

export default { title: 'After the call', component: 'dial-wrap-up', tags: ['autodocs'] } satisfies Meta;

const after = (end: Partial<CallEnd> = {}, answered = true): StoryObj => ({
  render: () =>
    scene(({ phone, dialer, wait }) => {
      dialer.call('+18135550143', { customer: maya }).setNote('Wants 25 seats from 1 August.');
      if (answered) phone.lastLine.pickUp();
      wait(278_000);
      phone.lastLine.end(end);
    }, 280_000).show(html`<dial-wrap-up></dial-wrap-up>`),
});

export const Talked = after();
export const Busy = after({ reason: 'busy' }, false);
export const NoAnswer = after({ reason: 'no-answer' }, false);

/** What went wrong is said in words; the code is in the record. */
export const Failed = after(
  { reason: 'failed', by: 'system', error: { code: 'media-incompatible', message: 'SIP 488' } },
  false,
);
