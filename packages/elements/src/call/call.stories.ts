import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene, tom } from '../provider/provider.stories.js';

export default { title: 'Call', component: 'dial-call', tags: ['autodocs'] } satisfies Meta;

type Setup = NonNullable<Parameters<typeof scene>[0]>;

const story = (setup: Setup, length?: number): StoryObj => ({
  render: () => scene(setup, length).show(html`<dial-call></dial-call>`),
});

const talk: Setup = ({ phone, dialer }) => {
  dialer.call('+18135550143', { customer: maya });
  phone.lastLine.pickUp();
};

export const Dialing = story(({ dialer }) => void dialer.call('+18135550143', { customer: maya }), 2_000);

export const Ringing = story(({ phone, dialer }) => {
  dialer.call('+18135550143', { customer: maya });
  phone.lastLine.emit({ type: 'ringing', earlyMedia: false });
}, 11_000);

export const Active = story(talk);

export const LongCallWithALongName = story(({ phone, dialer }) => {
  const name = 'Jean-Baptiste Vandenbroucke-Oliveira de Albuquerque';
  dialer.call('+33199001234', { customer: { ...maya, name, company: `${name} et fils, Lyon` } });
  phone.lastLine.pickUp();
}, 3_852_000);

export const UnknownNumber = story(({ phone, dialer }) => {
  dialer.call('+13055550190');
  phone.lastLine.pickUp();
});

export const OnHoldAndMuted = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'muted', muted: true });
  stage.wait(198_000);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
});

export const HeldByTheFarEnd = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'remote' });
});

export const SecondLine = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
  stage.wait(92_000);
  stage.dialer.call('+13125550178', { customer: tom });
  stage.phone.lastLine.pickUp();
});

/** Three people in one conversation; Split puts one of them on hold. */
export const Conference = story((stage) => {
  talk(stage);
  const [first] = stage.dialer.state.snapshot.calls;
  stage.wait(92_000);
  const second = stage.dialer.call('+13125550178', { customer: tom });
  stage.phone.lastLine.pickUp();
  const other = stage.dialer.findCall(first?.id ?? '');
  if (other) void second.merge(other);
});

export const ThreeLines = story((stage) => {
  for (const [number, customer] of [['+18135550143', maya] as const, ['+13125550178', tom] as const]) {
    stage.dialer.call(number, { customer });
    stage.phone.lastLine.pickUp();
    stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
    stage.wait(60_000);
  }
  stage.dialer.call('+13055550190');
  stage.phone.lastLine.pickUp();
});

export const Reconnecting = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'media', media: 'interrupted' });
  stage.phone.setConnection({
    status: 'reconnecting',
    attempt: 2,
    error: { code: 'connection-lost', message: '' },
  });
});

/** Opens the panel as the agent does: with the Transfer button. */
export const Transfer: StoryObj = {
  ...story(talk),
  play: async ({ canvasElement }) => {
    const call = canvasElement.querySelector('dial-call');
    await call?.updateComplete;
    call?.shadowRoot?.querySelector<HTMLButtonElement>('.transfer')?.click();
  },
};

export const Transferring = story((stage) => {
  talk(stage);
  stage.phone.lastLine.emit({ type: 'held', held: true, by: 'local' });
  stage.phone.lastLine.emit({ type: 'transfer', step: { status: 'asked', target: '1002', consulted: false } });
  stage.phone.lastLine.emit({ type: 'transfer', step: { status: 'ringing' } });
});

export const Consult = story((stage) => {
  talk(stage);
  const [waiting] = stage.dialer.state.snapshot.calls;
  stage.wait(24_000);
  stage.dialer.findCall(waiting?.id ?? '')?.consult('1042');
  stage.phone.lastLine.pickUp();
});
