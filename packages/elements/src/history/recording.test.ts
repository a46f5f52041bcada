/// <reference types="mocha" />
import { fixtureSync, waitUntil } from '@open-wc/testing-helpers';
import { expect } from 'chai';
import { html } from 'lit';
import { recordedScene } from '../call/record.stories.js';
import type { DialHistory } from './history.js';

describe('dial-history, a call that was recorded', () => {
  it('plays in its row', async () => {
    const { audio, dialer, phone, show } = recordedScene();
    const [call] = dialer.state.snapshot.calls;
    await dialer.findCall(call?.id ?? '')?.record('start');
    audio.lastRecorder.give('sound');
    phone.lastLine.end();
    const provider = fixtureSync(show(html`<dial-history></dial-history>`));
    const history = provider.querySelector<DialHistory>('dial-history');
    const query = (part: string) => history?.renderRoot.querySelector<HTMLElement>(`[part=${part}]`);
    await waitUntil(() => query('play'), 'a button that plays it', { timeout: 5000 });
    expect(query('play')?.getAttribute('aria-label')).to.match(/^Play the recording, \d/);
    query('play')?.click();
    await waitUntil(() => query('player'), 'a player');
    expect((query('player') as HTMLAudioElement).src).to.match(/^blob:/);
  });
});
