import { type Dialer, DialerError } from '@dialdeck/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { dialerWith, morning } from '../testing/records-fixture.js';
import '../define/history.js';

interface Loaded {
  readonly dialer: Dialer;
}

const render = (_args: unknown, { loaded }: { loaded: Record<string, unknown> }) =>
  html`<dial-provider .dialer=${(loaded as unknown as Loaded).dialer}><dial-history></dial-history></dial-provider>`;

export default { title: 'History', component: 'dial-history', tags: ['autodocs'], render } satisfies Meta;

/** Every kind of call: talked, missed, refused, called in vain. */
export const Calls: StoryObj = { loaders: [() => dialerWith(morning)] };

export const Empty: StoryObj = { loaders: [() => dialerWith()] };

/** From 520 px the rows become columns. */
export const Wide: StoryObj = {
  loaders: [() => dialerWith(morning)],
  decorators: [(story) => html`<div class="wide">${story()}</div>`],
};

const withSearch = (search: Dialer['records']['search']) => async (): Promise<Loaded> => {
  const { dialer } = await dialerWith();
  return { dialer: { ...dialer, records: { ...dialer.records, search } } };
};

/** Nothing for 200 ms, then shapes, after five seconds a word. */
export const Loading: StoryObj = { loaders: [withSearch(() => new Promise(() => undefined))] };

export const Failed: StoryObj = {
  loaders: [withSearch(() => Promise.reject(new DialerError('storage-failed', 'The database is closed.')))],
};

/** The rows stay readable; only calling back is not possible. */
export const Offline: StoryObj = {
  loaders: [
    async () => {
      const fixture = await dialerWith(morning);
      await fixture.dialer.disconnect();
      return fixture;
    },
  ],
};
