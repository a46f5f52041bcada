import type { AudioMeasurement } from '@dialdeck/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/quality.js';
import { maya, type Scene, scene } from '../provider/provider.stories.js';

export default {
  title: 'Quality',
  component: 'dial-quality',
  tags: ['autodocs'],
  excludeStories: ['sounding'],
} satisfies Meta;

/** A call that sounds like this from its first second on. */
export function sounding(fields: { rtt: number; jitter: number; loss: number }): Scene {
  return scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    const line = phone.lastLine;
    let seconds = 0;
    line.measure = async (): Promise<AudioMeasurement> => {
      seconds += 1;
      return {
        packetsSent: seconds * 50,
        packetsReceived: seconds * 50,
        packetsLost: Math.round((seconds * 50 * fields.loss) / (1 - fields.loss)),
        energySent: seconds,
        energyReceived: seconds,
        roundTripTime: fields.rtt / 1000,
        jitter: fields.jitter / 1000,
      };
    };
    line.pickUp();
  });
}

const story = (fields: Parameters<typeof sounding>[0]): StoryObj => ({
  render: () => sounding(fields).show(html`<dial-quality></dial-quality><dial-call></dial-call>`),
});

export const Good = story({ rtt: 40, jitter: 3, loss: 0 });
export const Fair = story({ rtt: 300, jitter: 30, loss: 0.02 });
export const Poor = story({ rtt: 400, jitter: 50, loss: 0.06 });
