import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene, tom } from '../provider/provider.stories.js';

export default { title: 'Softphone', component: 'dial-softphone', tags: ['autodocs'] } satisfies Meta;

type Setup = NonNullable<Parameters<typeof scene>[0]>;

const story = (setup: Setup = () => {}, length?: number): StoryObj => ({
  render: () => scene(setup, length).show(html`<dial-softphone></dial-softphone>`),
});

const dial: Setup = ({ dialer }) => void dialer.call('+18135550143', { customer: maya });

const talk: Setup = (stage) => {
  dial(stage);
  stage.phone.lastLine.pickUp();
};

const lost = { code: 'connection-lost', message: '' } as const;

export const Idle = story();
export const Dialing = story(dial, 2_000);

export const Ringing = story((stage) => {
  dial(stage);
  stage.phone.lastLine.emit({ type: 'ringing', earlyMedia: false });
}, 11_000);

export const Incoming = story(({ phone }) => void phone.ring({ number: '+13125550178', name: 'Tom Becker' }), 6_000);

export const IncomingDuringACall = story((stage) => {
  talk(stage);
  stage.phone.ring({ number: '+13125550178', name: 'Tom Becker' });
});

export const Active = story(talk);

export const OnHold = story((stage) => {
  talk(stage);
  stage.wait(198_000);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
});

export const SecondLine = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
  stage.dialer.call('+13125550178', { customer: tom });
  stage.phone.lastLine.pickUp();
});

export const Reconnecting = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'media', media: 'interrupted' });
  stage.phone.setConnection({ status: 'reconnecting', attempt: 2, error: lost });
});

export const AfterTheCall = story((stage) => {
  talk(stage);
  stage.wait(250_000);
  stage.phone.lastLine.end();
});

export const MicrophoneDenied = story(({ phone }) =>
  phone.setMicrophone({ status: 'failed', error: { code: 'microphone-denied', message: '' } }),
);

export const MicrophoneMissing = story(({ phone }) =>
  phone.setMicrophone({ status: 'failed', error: { code: 'microphone-missing', message: '' } }),
);

export const RegistrationRejected = story(({ phone }) =>
  phone.setConnection({ status: 'failed', error: { code: 'registration-rejected', message: '' } }),
);

export const ServerUnreachable = story(({ phone }) =>
  phone.setConnection({ status: 'failed', error: { code: 'server-unreachable', message: '' } }),
);

const bar = (setup: Setup) => scene(setup).show(html`<dial-softphone compact></dial-softphone>`);

/** One line of 44 px in every state. */
export const Compact: StoryObj = {
  render: () => html`
    <div style="display: grid; gap: 10px">
      ${bar(() => {})} ${bar(dial)}
      ${bar(({ phone }) => void phone.ring({ number: '+13125550178', name: 'Tom Becker' }))} ${bar(talk)}
      ${bar((stage) => {
        talk(stage);
        stage.phone.lastLine.emit({ type: 'muted', muted: true });
        stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
      })}
      ${bar((stage) => {
        talk(stage);
        stage.phone.lastLine.end();
      })}
    </div>
  `,
};

/** At 320 px key caps are gone and the sides are narrower. */
export const Narrow: StoryObj = {
  render: () =>
    html`<div style="inline-size: 320px">${scene(talk).show(html`<dial-softphone></dial-softphone>`)}</div>`,
};
