/// <reference types="mocha" />
import { aTimeout, fixtureSync, waitUntil as until } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import axe from 'axe-core';
import { expect } from 'chai';
import { html } from 'lit';
import type { DialCall } from './call.js';
import { recordedScene, voicemails } from './record.stories.js';

type Options = Parameters<typeof recordedScene>[0];

const waitUntil = (isSo: () => unknown, what?: string) => until(isSo as () => boolean, what, { timeout: 5000 });

async function show(options: Options = {}, locale = 'en') {
  const stage = recordedScene(options);
  const provider = fixtureSync(stage.show(html`<dial-call></dial-call>`));
  Object.assign(provider, { locale });
  await aTimeout(0);
  const call = provider.querySelector<DialCall>('dial-call');
  if (!call) throw new Error('no call');
  await call.updateComplete;
  const query = (part: string) => call.renderRoot.querySelector<HTMLButtonElement>(`[part=${part}]`);
  const press = async (part: string) => {
    await waitUntil(() => query(part)?.disabled === false, part);
    query(part)?.click();
  };
  const state = () => {
    const [now] = stage.dialer.state.snapshot.calls;
    return now?.status === 'active' ? now : undefined;
  };
  const words = () => provider.shadowRoot?.textContent ?? '';
  return { ...stage, call, query, press, state, words };
}

async function violations(call: DialCall) {
  for (const animation of call.shadowRoot?.getAnimations() ?? [])
    if (animation instanceof CSSTransition) animation.finish();
  const { violations: found } = await axe.run(call, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

describe('dial-call, recording', () => {
  it('begins once when Record is pressed twice in a hurry, and says nothing is wrong', async () => {
    const { call, query, press, state } = await show();
    await press('record');
    query('record')?.click();
    await waitUntil(() => state()?.recording?.status === 'recording');
    await call.updateComplete;
    expect(call.shadowRoot?.textContent).not.to.contain('recording-not-possible');
    expect(state()?.recording?.status).to.equal('recording');
  });

  it('starts, pauses, goes on and stops; the state is a word and not only a colour', async () => {
    const { audio, call, press, query, state } = await show();
    await press('record');
    await waitUntil(() => query('recording'));
    expect(query('recording')?.textContent).to.contain('Recording');
    expect(query('record')?.getAttribute('aria-pressed')).to.equal('true');
    expect(query('record')?.textContent).to.contain('Pause recording');
    await press('record');
    await waitUntil(() => query('recording')?.textContent?.includes('Recording paused'));
    expect(audio.lastRecorder.status).to.equal('paused');
    expect(await violations(call)).to.deep.equal([]);
    await press('record');
    await waitUntil(() => state()?.recording?.status === 'recording');
    await press('stop-recording');
    await waitUntil(() => state()?.recording?.status === 'stopped');
    await waitUntil(() => query('record')?.disabled === true, 'what was stopped is not started again');
  });

  it('keeps the focus when the button that was pressed goes', async () => {
    const { call, press, query } = await show();
    await press('record');
    await waitUntil(() => query('stop-recording'));
    query('stop-recording')?.focus();
    query('stop-recording')?.click();
    await waitUntil(() => !query('stop-recording'));
    await call.updateComplete;
    expect(query('recording')).to.equal(null);
  });

  it('works by keyboard', async () => {
    const { call, query, state } = await show();
    await waitUntil(() => query('record')?.disabled === false);
    call.renderRoot.querySelector<HTMLElement>('.dock button')?.focus();
    await sendKeys({ press: 'r' });
    await waitUntil(() => state()?.recording?.status === 'recording');
    await sendKeys({ press: 'r' });
    await waitUntil(() => state()?.recording?.status === 'paused');
  });

  it('asks whether the customer agreed before anything is recorded, in words and aloud, once', async () => {
    const { audio, call, press, query, state, words } = await show({ consent: 'ask' });
    await press('record');
    await waitUntil(() => query('agree'));
    expect(query('recording')?.getAttribute('aria-label')).to.equal('Has Maya Okafor agreed to be recorded?');
    expect(audio.recorders.length).to.equal(0);
    await waitUntil(() => words().includes('Has Maya Okafor agreed'));
    expect(await violations(call)).to.deep.equal([]);
    await press('agree');
    await waitUntil(() => state()?.recording?.consent === 'agreed');
    expect(audio.recorders.length).to.equal(1);
  });

  it('records nothing of somebody who does not agree, and says so', async () => {
    const { audio, press, query, state } = await show({ consent: 'ask' }, 'zh-CN');
    await press('record');
    await press('refuse');
    await waitUntil(() => state()?.recording?.status === 'refused');
    await waitUntil(() => query('recording')?.textContent?.includes('不同意'));
    expect(audio.recorders.length).to.equal(0);
  });

  it('shows what went wrong, and the call goes on', async () => {
    const { audio, call, press, state } = await show();
    audio.error = new Error('no sound');
    await press('record');
    await waitUntil(() => call.renderRoot.querySelector('.problem code')?.textContent === 'recording-failed');
    expect(state()?.status).to.equal('active');
  });
});

describe('dial-call, a message on an answering machine', () => {
  it('waits for the beep, can be started by hand, and then leaves the agent alone', async () => {
    const { call, press, query, state, dialer } = await show({ voicemails });
    await press('leave-message');
    await waitUntil(() => query('play-now'));
    expect(query('voicemail')?.textContent).to.contain('Our summer offer');
    expect(await violations(call)).to.deep.equal([]);
    await press('play-now');
    await waitUntil(() => state()?.voicemail?.status === 'playing' || state()?.voicemail?.status === 'failed');
    expect(dialer.state.snapshot.calls.length).to.equal(1);
  });

  it('can be chosen, and taken back', async () => {
    const { call, press, query, state } = await show({ voicemails });
    await waitUntil(() => query('message'));
    const choice = call.renderRoot.querySelector<HTMLSelectElement>('select');
    if (!choice) throw new Error('no choice');
    choice.selectedIndex = 1;
    choice.dispatchEvent(new Event('change'));
    await press('leave-message');
    await waitUntil(() => state()?.voicemail?.message.id === 'again');
    await press('take-back');
    await waitUntil(() => state() && !state()?.voicemail, 'the call is the agent’s again');
    await waitUntil(() => query('leave-message'));
  });
});
