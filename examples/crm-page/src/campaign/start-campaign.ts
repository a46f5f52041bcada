import type { Dialer } from '@dialdeck/core';
import { byId, element } from '../element.js';
import { createAutopilot } from './autopilot.js';
import { createControls } from './campaign-controls.js';
import { sayCampaign } from './campaign-words.js';
import { drawFigures, drawHeld, drawLog, drawStates, statusText } from './draw-progress.js';
import { keepRun, type RunMode, readKeptRun } from './kept-run.js';
import { leadsOf, springOffer, winBackOffer } from './leads.js';
import type { Campaigns } from './open-campaigns.js';
import { type Progress, readProgress } from './progress.js';

export interface CampaignView {
  /** Draws everything again, such as in another language. */
  draw(): void;
}

interface CampaignOptions {
  readonly dialer: Dialer;
  readonly campaigns: Campaigns;
  readonly speed: number;
  readonly tell: (error: unknown) => void;
}

const campaignOf = (mode: RunMode) => (mode === 'power' ? winBackOffer : springOffer);

const names = new Map(
  [springOffer, winBackOffer].flatMap((offer) => leadsOf(offer, 0).map(({ id, name = id }) => [id, name] as const)),
);

const nothing: Progress = { leads: {}, attempts: [], calls: 0, answers: 0, abandoned: 0, talkMs: 0 };

/** How often the figures are read again while something changes, milliseconds. */
const readEveryMs = 300;

/** With a telephone server nobody of the sandbox can be called. */
export function sayNoCampaign(): void {
  byId('campaign').replaceChildren(
    element('h2', { id: 'campaign-title' }, sayCampaign('title')),
    element('p', { class: 'muted' }, sayCampaign('needsSandbox')),
  );
}

/** The campaign's view: its controls, and how far it is. */
export function startCampaign({ dialer, campaigns, speed, tell }: CampaignOptions): CampaignView {
  const root = byId('campaign');
  const autopilot = createAutopilot(dialer, speed);
  const kept = readKeptRun();
  let mode: RunMode = kept?.mode ?? 'progressive';
  let progress = nothing;
  let reading = false;
  let controls: ReturnType<typeof createControls> | undefined;
  let status = element('p');
  let figures = element('div');
  let drawnLog: Progress['attempts'] | undefined;

  const state = () => dialer.state.snapshot.queue;
  const isRunning = () => (state()?.status ?? 'stopped') !== 'stopped';

  /** Rejections are shown; a second press of a button that has done its work is none. */
  const attempt = (act: () => unknown) => {
    tell(undefined);
    Promise.resolve().then(act).catch(tell);
  };

  const keep = () => keepRun({ mode, isUnattended: autopilot.isOn() });

  async function start(next: RunMode): Promise<void> {
    mode = next;
    await dialer.queue?.start({ campaignId: campaignOf(mode).id, mode });
    keep();
  }

  const actions = {
    start: (next: RunMode) => attempt(() => start(next)),
    pause: () => attempt(() => dialer.queue?.pause()),
    resume: () => attempt(() => dialer.queue?.resume()),
    stop: () =>
      attempt(() => {
        keepRun(undefined);
        return dialer.queue?.stop();
      }),
    dial: () => attempt(() => dialer.queue?.dial()),
    skip: () => attempt(() => dialer.queue?.skip({ reason: 'not-now' })),
    setUnattended(on: boolean) {
      autopilot.set(on);
      if (isRunning()) keep();
    },
  };

  const controlState = () => ({
    status: state()?.status ?? ('stopped' as const),
    mode,
    isUnattended: autopilot.isOn(),
    hasPreview: state()?.leads.some(({ phase }) => phase === 'preview') ?? false,
  });

  /** What is shown between the controls and the log changes as a whole; nothing in it can have the focus. */
  function update(): void {
    if (root.dataset.status !== controlState().status) root.dataset.status = controlState().status;
    controls?.update(controlState());
    const left = (progress.leads.new ?? 0) + (progress.leads.ready ?? 0);
    const text = statusText(state() ?? { status: 'stopped' }, left);
    if (status.textContent !== text) status.textContent = text;
    const held = [element('h3', {}, sayCampaign('now')), drawHeld(state())];
    figures.replaceChildren(drawStates(progress), drawFigures(progress, state()), ...held);
  }

  function drawLogAgain(): void {
    if (drawnLog === progress.attempts) return;
    drawnLog = progress.attempts;
    byId('campaign-log').replaceChildren(drawLog(progress, names));
  }

  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    await new Promise((resolve) => setTimeout(resolve, readEveryMs));
    reading = false;
    progress = await readProgress(campaigns.store, campaignOf(mode).id).catch(() => progress);
    update();
    drawLogAgain();
  }

  function draw(): void {
    controls = createControls(actions, controlState());
    const { onMode, chosen, node } = controls;
    const intro = element('p', { class: 'muted' }, sayCampaign('intro'));
    const note = element('p', { class: 'muted', id: 'campaign-note' });
    const sayNote = () => {
      note.textContent = mode === 'power' ? sayCampaign('powerIntro') : '';
    };
    onMode(() => {
      mode = chosen();
      sayNote();
      void read();
    });
    sayNote();
    status = element('p', { role: 'status', id: 'campaign-status' });
    figures = element('div', { class: 'figures' });
    const title = (word: 'progress' | 'log') => element('h3', {}, sayCampaign(word));
    const head = element('div', {}, element('h2', { id: 'campaign-title' }, sayCampaign('title')), intro, note);
    drawnLog = undefined;
    root.replaceChildren(
      head,
      node,
      element('div', { class: 'box' }, title('progress'), status, figures),
      element('div', { class: 'box' }, title('log'), element('div', { id: 'campaign-log' })),
    );
    update();
    drawLogAgain();
  }

  let seen = state();
  dialer.state.subscribe(() => {
    // A call changes many times a second, the queue does not.
    if (state() === seen) return;
    seen = state();
    update();
    void read();
  });
  draw();
  void read();
  if (kept) goOn(kept.isUnattended);

  /** After a reload in mid-campaign, as soon as the phone is back. */
  function goOn(isUnattended: boolean): void {
    autopilot.set(isUnattended);
    const stop = dialer.state.subscribe(() => {
      if (dialer.state.snapshot.connection.status !== 'connected') return;
      stop();
      attempt(() => start(mode));
    });
  }

  return { draw };
}
