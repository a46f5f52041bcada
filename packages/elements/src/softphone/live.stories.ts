import { createDialer, type Dialer } from '@dialdeck/core';
import { createSandbox, type Sandbox } from '@dialdeck/sandbox';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/all.js';

export default { title: 'Live call', component: 'dial-softphone' } satisfies Meta;

interface Loaded {
  readonly sandbox: Sandbox;
  readonly dialer: Dialer;
  readonly ring: () => void;
}

async function connect(): Promise<Loaded> {
  const sandbox = createSandbox();
  const phone = sandbox.phone();
  const dialer = createDialer({ phone });
  await dialer.connect();
  const caller = sandbox.people[0]?.number ?? '';
  return { sandbox, dialer, ring: () => void sandbox.call(phone, caller) };
}

/** Real SIP messages and real sound, all inside this page. Choose somebody and talk. */
export const Sandboxed: StoryObj = {
  loaders: [connect],
  render: (_args, { loaded }) => {
    const { sandbox, dialer, ring } = loaded as Loaded;
    return html`
      <div style="display: flex; flex-wrap: wrap; gap: 24px; font: 14px/1.5 system-ui">
        <dial-provider .dialer=${dialer}><dial-softphone></dial-softphone></dial-provider>
        <ul style="margin: 0; padding: 0; list-style: none; display: grid; gap: 6px; align-content: start">
          ${sandbox.people.map(
            ({ name, number, does }) => html`
              <li><button type="button" @click=${() => dialer.call(number)}>${name}</button> ${number}. ${does}</li>
            `,
          )}
          <li><button type="button" @click=${ring}>Let somebody call</button></li>
        </ul>
      </div>
    `;
  },
};
