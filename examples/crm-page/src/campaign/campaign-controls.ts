import type { DialQueueState } from '@dialdeck/core/queue';
import { element } from '../element.js';
import { sayCampaign } from './campaign-words.js';
import { type RunMode, runModes } from './kept-run.js';

/** What the buttons do. */
export interface CampaignActions {
  start(mode: RunMode): void;
  pause(): void;
  resume(): void;
  stop(): void;
  dial(): void;
  skip(): void;
  setUnattended(on: boolean): void;
}

/** What the controls follow. */
export interface ControlState {
  readonly status: DialQueueState['status'];
  readonly mode: RunMode;
  readonly isUnattended: boolean;
  readonly hasPreview: boolean;
}

/** Mode, switch and buttons: made once for a language, then only switched, so that the focus stays where it is. */
export function createControls(actions: CampaignActions, state: ControlState) {
  const modes = runModes.map((mode) => {
    const input = element('input', { type: 'radio', name: 'campaign-mode', value: mode });
    input.checked = mode === state.mode;
    return { mode, input, row: element('label', {}, input, sayCampaign(mode)) };
  });
  const chosen = () => modes.find(({ input }) => input.checked)?.mode ?? 'progressive';
  const button = (word: Parameters<typeof sayCampaign>[0], act: () => void, primary = false) => {
    const node = element('button', { class: primary ? 'button primary' : 'button', type: 'button' }, sayCampaign(word));
    node.addEventListener('click', act);
    return node;
  };
  const start = button('start', () => actions.start(chosen()), true);
  const pause = button('pause', actions.pause);
  const resume = button('resume', actions.resume);
  const stop = button('stop', actions.stop);
  const dial = button('dial', actions.dial, true);
  const skip = button('skip', actions.skip);

  const unattended = element('input', { type: 'checkbox', role: 'switch', 'aria-describedby': 'unattended-hint' });
  unattended.addEventListener('change', () => actions.setUnattended(unattended.checked));

  const node = element(
    'div',
    { class: 'box campaign-controls' },
    element('fieldset', {}, element('legend', {}, sayCampaign('mode')), ...modes.map(({ row }) => row)),
    element('label', {}, unattended, sayCampaign('unattended')),
    element('p', { class: 'muted', id: 'unattended-hint' }, sayCampaign('unattendedHint')),
    element('div', { class: 'numbers' }, start, pause, resume, stop, dial, skip),
  );

  return {
    node,
    chosen,
    /** Told when another mode is chosen. */
    onMode: (listener: () => void) => {
      for (const { input } of modes) input.addEventListener('change', listener);
    },
    update({ status, isUnattended, hasPreview }: ControlState) {
      const isStopped = status === 'stopped';
      for (const { input } of modes) input.disabled = !isStopped;
      unattended.checked = isUnattended;
      show(start, isStopped);
      show(pause, status === 'running' || status === 'waiting');
      show(resume, status === 'paused');
      show(stop, !isStopped);
      show(dial, hasPreview);
      show(skip, hasPreview);
    },
  };
}

/** Whoever pressed a button that goes away stands on the one that takes its place. */
function show(button: HTMLButtonElement, isShown: boolean): void {
  const hadFocus = document.activeElement === button;
  button.hidden = !isShown;
  if (hadFocus && !isShown) {
    const next = [...(button.parentElement?.querySelectorAll('button') ?? [])].find(({ hidden }) => !hidden);
    queueMicrotask(() => next?.focus());
  }
}
