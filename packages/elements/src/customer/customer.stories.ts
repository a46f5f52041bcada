import type { Customer, Dialer } from '@dialdeck/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { daniel, dialerWith, type Fixture, maya, morning, priya } from '../testing/records-fixture.js';
import '../define/customer.js';

interface Args {
  readonly customer?: Customer | undefined;
}

const render = ({ customer }: Args, { loaded }: { loaded: Record<string, unknown> }) => html`
  <dial-provider .dialer=${loaded.dialer as Dialer}><dial-customer .customer=${customer}></dial-customer></dial-provider>
`;

export default { title: 'Customer', component: 'dial-customer', tags: ['autodocs'], render } satisfies Meta<Args>;

const idle = () => dialerWith(morning);

async function calling({ customers }: { customers: readonly Customer[] }): Promise<Fixture> {
  const fixture = await dialerWith(morning, { customers: { findByNumber: async () => customers } });
  fixture.dialer.call('+18135550143');
  fixture.phone.lastLine.pickUp();
  return fixture;
}

/** The page shows somebody; nobody is on the phone. */
export const Card: StoryObj<Args> = { args: { customer: maya }, loaders: [idle] };

/** The person of the current call, with a note. */
export const OnTheCall: StoryObj<Args> = { loaders: [() => calling({ customers: [maya] })] };

/** The call is over and waits for its result: the note can still be written. */
export const AfterTheCall: StoryObj<Args> = {
  loaders: [
    async () => {
      const fixture = await calling({ customers: [maya] });
      fixture.phone.lastLine.end();
      return fixture;
    },
  ],
};

/** Several records have the number. Nobody is shown before one is chosen. */
export const SeveralMatches: StoryObj<Args> = { loaders: [() => calling({ customers: [maya, daniel] })] };

/** The banner is there, and the call buttons are gone. */
export const DoNotCall: StoryObj<Args> = { args: { customer: priya }, loaders: [idle] };

export const NotInTheCrm: StoryObj<Args> = { loaders: [() => calling({ customers: [] })] };

export const Nobody: StoryObj<Args> = { loaders: [idle] };

/** The phone is not connected: numbers can be read, not called. */
export const Offline: StoryObj<Args> = {
  args: { customer: maya },
  loaders: [
    async () => {
      const fixture = await idle();
      await fixture.dialer.disconnect();
      return fixture;
    },
  ],
};
