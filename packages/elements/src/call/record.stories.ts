import { createRecording, type RecordingOptions } from '@dialdeck/core/recording';
import { FakeCallAudio } from '@dialdeck/core/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { maya, scene } from '../provider/provider.stories.js';

export default {
  title: 'Call/Recording',
  component: 'dial-call',
  tags: ['autodocs'],
  excludeStories: ['recordedScene', 'voicemails'],
} satisfies Meta;

export const voicemails = [
  { id: 'offer', name: 'Our summer offer', url: 'data:audio/wav;base64,AAAA' },
  { id: 'again', name: 'I will call again', url: 'data:audio/wav;base64,AAAA' },
];

/** A call that is talked on, in a dialer that records. */
export function recordedScene(options: RecordingOptions = {}) {
  const audio = new FakeCallAudio();
  audio.speaksAtOnce = false;
  const recording = createRecording({ audio, consent: 'off', ...options });
  const talk = ({ phone, dialer }: Pick<ReturnType<typeof scene>, 'phone' | 'dialer'>) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  };
  return { ...scene(talk, 0, { recording }), audio };
}

type Element = HTMLElement & { readonly updateComplete: Promise<unknown> };

/** Presses buttons one after the other, each as soon as it is there. */
const pressing =
  (...selectors: readonly string[]): NonNullable<StoryObj['play']> =>
  async ({ canvasElement }) => {
    const call = canvasElement.querySelector<Element>('dial-call');
    for (const selector of selectors) {
      for (let tries = 0; tries < 100; tries++) {
        const button = call?.shadowRoot?.querySelector<HTMLButtonElement>(`${selector}:not(:disabled)`);
        if (button) {
          button.click();
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };

const story = (options: RecordingOptions, ...presses: readonly string[]): StoryObj => ({
  render: () => recordedScene(options).show(html`<dial-call></dial-call>`),
  play: pressing(...presses),
});

export const Ready = story({});
export const Recording = story({}, '[part=record]');
/** One press keeps a card number out. */
export const Paused = story({}, '[part=record]', '[part=record][aria-pressed=true]');
export const AsksForConsent = story({ consent: 'ask' }, '[part=record]');
export const NotAgreed = story({ consent: 'ask' }, '[part=record]', '[part=refuse]');
export const Announcing = story({ consent: 'announce', announcement: new Blob(['x']) }, '[part=record]');
export const Messages = story({ voicemails });
export const WaitsForTheBeep = story({ voicemails }, '[part=leave-message]');
