/// <reference types="mocha" />
import type { DialerState } from '@dialdeck/core';
import { expect } from 'chai';
import { en } from '../locales/en.js';
import { maya, scene } from '../provider/provider.stories.js';
import { announcementsOf } from './announce.js';

const language = { text: en, locale: 'en' };

/** What is said about each step of a call. */
function said(...steps: ((stage: ReturnType<typeof scene>) => void)[]): string[][] {
  const stage = scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });
  let before: DialerState = stage.dialer.state.snapshot;
  return steps.map((step) => {
    step(stage);
    const after = stage.dialer.state.snapshot;
    const heard = announcementsOf(before, after, language).map(
      ({ message, urgent }) => `${urgent ? '! ' : ''}${message}`,
    );
    before = after;
    return heard;
  });
}

const lost = { code: 'connection-lost', message: '' } as const;

describe('announcementsOf', () => {
  it('says hold and mute once each, both ways', () => {
    const heard = said(
      ({ phone }) => phone.lastLine.emit({ type: 'muted', muted: true }),
      ({ phone }) => phone.lastLine.emit({ type: 'muted', muted: true }),
      ({ phone }) => phone.lastLine.emit({ type: 'held', held: true, by: 'local' }),
      ({ phone }) => phone.lastLine.emit({ type: 'held', held: false, by: 'local' }),
    );
    expect(heard).to.deep.equal([['Muted.'], [], ['Maya Okafor is on hold.'], ['Maya Okafor is off hold.']]);
  });

  it('says a lost connection at once, and that it is back', () => {
    const heard = said(
      ({ phone }) => phone.setConnection({ status: 'reconnecting', attempt: 1, error: lost }),
      ({ phone }) => phone.setConnection({ status: 'reconnecting', attempt: 2, error: lost }),
      ({ phone }) => phone.setConnection({ status: 'connected' }),
    );
    expect(heard).to.deep.equal([['! Connection lost. The call is kept.'], [], ['Connected again.']]);
  });

  it('says nothing about a note', () => {
    const heard = said(({ dialer }) => dialer.findCall(dialer.state.snapshot.calls[0]?.id ?? '')?.setNote('25 seats'));
    expect(heard).to.deep.equal([[]]);
  });
});
