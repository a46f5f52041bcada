import { type Customer, createDialer, type Dialer, type DialerOptions, systemClock } from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../define/all.js';

export default {
  title: 'Provider',
  component: 'dial-provider',
  tags: ['autodocs'],
  excludeStories: ['maya', 'tom', 'scene'],
} satisfies Meta;

export const maya: Customer = {
  id: 'maya',
  name: 'Maya Okafor',
  company: 'Brightwater Dental',
  title: 'Practice manager',
  url: 'https://crm.example/people/maya',
  numbers: [{ number: '+18135550143' }],
  fields: [
    { label: 'Last call', value: 'Fri 10 Jul. Asked for the price of 25 seats by mail.' },
    { label: 'Next step', value: 'Agree on a start date' },
    { label: 'Plan', value: 'Team, 8 seats. Renews 3 Aug.' },
  ],
};

export const tom: Customer = {
  id: 'tom',
  name: 'Tom Becker',
  company: 'Northgate Supply',
  numbers: [{ number: '+13125550178' }],
};

interface Stage {
  readonly phone: FakePhone;
  readonly dialer: Dialer;
  /** Moves the scene on, in milliseconds. */
  wait(ms: number): void;
}

export interface Scene extends Stage {
  /** Puts elements into a provider that has the scene's dialer. */
  show(content: TemplateResult): TemplateResult;
}

/**
 * A dialer on a telephone without a network, brought into a state before anything is drawn.
 * @param length how long ago the scene began, milliseconds: what its clocks count from
 * @param options what the dialer has beside its telephone
 */
export function scene(
  setup: (stage: Stage) => void = () => {},
  length = 252_000,
  options: Partial<DialerOptions> = {},
): Scene {
  let ago = length;
  const phone = new FakePhone();
  const dialer = createDialer({ ...options, phone, clock: { ...systemClock, now: () => Date.now() - ago } });
  const stage: Stage = {
    phone,
    dialer,
    wait(ms) {
      ago -= ms;
    },
  };
  phone.setConnection({ status: 'connected' });
  setup(stage);
  ago = 0;
  return { ...stage, show: (content) => html`<dial-provider .dialer=${dialer}>${content}</dial-provider>` };
}

const talking = () =>
  scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });

/** Two dialers on one page, each with its own theme and language. */
export const TwoOnOnePage: StoryObj = {
  render: () => html`
    <div style="display: flex; flex-wrap: wrap; gap: 24px">
      <dial-provider .dialer=${talking().dialer} theme="light" locale="en"><dial-softphone></dial-softphone></dial-provider>
      <dial-provider .dialer=${talking().dialer} theme="dark" locale="zh-CN"><dial-softphone></dial-softphone></dial-provider>
    </div>
  `,
};

/** Smaller controls, for a panel beside a record. */
export const Compact: StoryObj = {
  render: () => html`
    <dial-provider .dialer=${talking().dialer} density="compact"><dial-softphone></dial-softphone></dial-provider>
  `,
};

/** The host page's accent, font and corners. */
export const OfTheHost: StoryObj = {
  render: () => html`
    <div style="--dial-accent: #6b2fb3; --dial-on-accent: #fff; --dial-accent-text: #5b21a6; --dial-radius-md: 18px; --dial-font: Georgia, serif">
      ${scene().show(html`<dial-softphone></dial-softphone>`)}
    </div>
  `,
};
