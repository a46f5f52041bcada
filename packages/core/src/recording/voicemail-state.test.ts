import { describe, expect, it } from 'vitest';
import { isLeavingMessage, reduceVoicemail, type VoicemailSignal, type VoicemailState } from './voicemail-state.js';

const message = { id: 'offer', name: 'Offer' };
const asked = { type: 'asked', message } as const;
const began = { type: 'began', start: 'beep' } as const;
const failed = { type: 'failed', error: { code: 'voicemail-failed', message: 'x' } } as const;

const run = (...signals: readonly VoicemailSignal[]) =>
  signals.reduce<VoicemailState | undefined>(reduceVoicemail, undefined);

describe('a message on an answering machine', () => {
  it.each<[string, VoicemailSignal[], VoicemailState | undefined]>([
    ['waits for the beep', [asked], { status: 'listening', message }],
    ['is played', [asked, began], { status: 'playing', message, start: 'beep' }],
    ['was left', [asked, began, { type: 'left' }], { status: 'left', message, start: 'beep' }],
    ['is not left before it was played', [asked, { type: 'left' }], { status: 'listening', message }],
    ['is taken back', [asked, began, { type: 'taken-back' }], undefined],
    [
      'cannot be taken back once it was left',
      [asked, began, { type: 'left' }, { type: 'taken-back' }],
      { status: 'left', message, start: 'beep' },
    ],
    ['fails, and says why', [asked, failed], { status: 'failed', message, error: failed.error }],
    ['may be tried again', [asked, failed, asked], { status: 'listening', message }],
    ['is not started by a late beep', [began], undefined],
  ])('%s', (_name, signals, state) => {
    expect(run(...signals)).toEqual(state);
  });

  it('leaves the agent free while it is on its way', () => {
    expect([run(), run(asked), run(asked, began), run(asked, began, { type: 'left' })].map(isLeavingMessage)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
