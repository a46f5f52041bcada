import type { CallState } from '../calls/call-state.js';
import type { CallHandle } from '../calls/create-call.js';
import type { DialerEvent } from '../dialer-events.js';
import { DialerError } from '../errors.js';
import type { DialingMode } from '../queue/attempt.js';
import type { Campaign } from '../queue/campaign.js';
import type { GivenResult } from '../wrap-up/wrap-up-desk.js';
import { checkSkipReason } from './check-skip-reason.js';
import type { DialQueue, DialQueueState } from './dial-queue.js';
import { type DialQueueOptions, defaultSkipReasons } from './dial-queue-options.js';
import { explainLead } from './explain-lead.js';
import { findCampaign } from './find-campaign.js';
import { endOfResult, outcomeUnanswered } from './held-lead.js';
import { createLeadBook, isBusy } from './lead-book.js';
import type { LeadRun } from './lead-run.js';
import { nextLeads } from './next-leads.js';
import { createNextUp } from './next-up.js';
import { createPowerMode, type PowerMode } from './power-mode.js';
import { createQueueFigures } from './queue-figures.js';
import { lookAgainMs, type QueueSignal, type QueueStatus, reduceQueue } from './queue-status.js';
import type { DialQueueDesk, DialQueuePart, QueueWorld } from './queue-world.js';

/**
 * The dial queue of a dialer: leads, one after the other, in the mode of their campaign.
 *
 * ```ts
 * const leads = await createLocalLeadSource({ store: await storage.openQueue() });
 * createDialer({ phone, storage, agent, compliance, queue: createDialQueue({ leads, campaigns: [spring] }) });
 * await dialer.queue.start({ campaignId: 'spring' });
 * ```
 */
export const createDialQueue = (options: DialQueueOptions): DialQueuePart => ({
  attach: (world) => attach(options, world),
});

interface Running {
  readonly campaign: Campaign;
  readonly mode: DialingMode;
  readonly power: PowerMode | undefined;
}

function attach(options: DialQueueOptions, world: QueueWorld): DialQueueDesk {
  const { leads, preview = {}, power: rules = {}, skipReasons = defaultSkipReasons, ringSeconds = 22 } = options;
  const { clock } = world;
  let running: Running | undefined;
  let status: QueueStatus = 'stopped';
  let extra: Pick<DialQueueState, 'counts' | 'nextDueAt' | 'pacing' | 'abandonment' | 'kpis'> = {};
  let figures = createQueueFigures();
  let stepping: Promise<void> | undefined;
  let again = false;
  let stopTick = () => {};
  let drawn: DialQueueState | undefined;

  const book = createLeadBook({ world, leads, ringSeconds, onChange: changed, onCall: callChanged, onOver: leadOver });

  const nextUp = createNextUp({ world, leads, book });

  function changed(): void {
    drawn = undefined;
    world.onChange();
  }

  function apply(signal: QueueSignal): void {
    const next = reduceQueue(status, signal);
    if (status === next) return;
    status = next;
    changed();
  }

  /** One step at a time: whatever happens meanwhile is looked at right afterwards. */
  function wake(): void {
    if (!running || status === 'stopped') return;
    if (stepping) {
      again = true;
      return;
    }
    stepping = step(running)
      // Storage that fails is tried again at the next tick; the dialer warns of it itself.
      .catch(() => {})
      .finally(() => {
        stepping = undefined;
        stopTick();
        stopTick = clock.after(lookAgainMs(status), wake);
        if (!again) return;
        again = false;
        wake();
      });
  }

  async function step(now: Running): Promise<void> {
    const { campaign, mode } = now;
    now.power?.giveUp();
    const paced = await now.power?.pace();
    if (paced) extra = { ...extra, ...paced };
    if (mode === 'progressive' && (await nextUp.step(campaign, () => status))) return;
    const held = book.runs.length;
    const busy = book.runs.filter(isBusy).length;
    const place = paced?.pacing.place ?? 0;
    const { claim, then } = nextLeads({ status, mode, agent: world.agentState(), held, busy, place });
    for (let taken = 0; taken < claim && running === now && isFree(); taken += 1) {
      const isAgentReserved = mode !== 'power' || book.runs.length === 0;
      const run = await book.claim(campaign, { mode, isAgentReserved });
      if (!run) {
        if (book.runs.length === 0) await rest(campaign);
        return;
      }
      if (!isFree() || world.agentState().pauseNext) return run.giveBack((ref) => leads.release(ref, 'agent-away'));
      apply('claimed');
      if (then === 'show') show(run);
      else await run.dial(run.held.number, isAgentReserved);
      // Refused by a rule: the next one, at once.
      if (run.over) again = true;
    }
  }

  /** Somebody may have answered, or the agent have paused, while the last one was being dialed. */
  const isFree = () => (status === 'running' || status === 'waiting') && !book.runs.some(isBusy);

  async function rest(campaign: Campaign): Promise<void> {
    const [nextDueAt, counts] = await Promise.all([book.nextDueAt(campaign), leads.counts(campaign.id)]);
    extra = { ...extra, nextDueAt, counts };
    changed();
    apply('nothing-left');
  }

  /** Shows a lead; its time, if it has one, runs from now. */
  function show(run: LeadRun): void {
    const { seconds = 30, then = 'dial' } = preview;
    const isTimed = running?.mode === 'preview' && then === 'dial';
    run.set({ phase: 'preview', ...(isTimed && { until: clock.now() + seconds * 1_000 }) });
    if (!isTimed) return;
    clock.after(seconds * 1_000, () => {
      if (run.held.phase === 'preview' && !run.over) void run.dial(run.held.number, true).then(wake, wake);
    });
  }

  function callChanged(run: LeadRun, state: CallState): void {
    if (state.status === 'ended' && state.answeredAt === undefined) {
      running?.power?.unanswered(run, outcomeUnanswered(state));
    } else if (state.status === 'ended') talkOver(run, state);
    wake();
  }

  /** An answered call ended: its result comes from the wrap-up, if there is one. */
  function talkOver(run: LeadRun, state: Extract<CallState, { status: 'ended' }>): void {
    if (state.abandoned) {
      const outcome = running?.power?.isHandedOver(state.id) ? 'contacted' : 'abandoned';
      void run.finish({ outcome, isLive: true });
    } else if (state.voicemail?.status === 'left') void run.finish({ outcome: 'machine', isLive: false });
    else if (world.waitsForResult(state.id)) run.set({ phase: 'wrap-up' });
    else void run.finish({ outcome: 'contacted' });
  }

  function follow(handle: CallHandle): void {
    const run = book.ofCall(handle.call.id);
    if (!run || !running) return;
    if (running.power?.answered(handle, run) ?? true) run.set({ phase: 'talking' });
  }

  function hear(event: DialerEvent): void {
    figures.hear(event);
    if (event.type === 'dialdeck.agent.changed') {
      const { previous, previousSince, since } = event.data;
      if (previous === 'wrap-up') running?.power?.wrapUpEnded(since - previousSince);
      wake();
    }
    // The next one waits for nothing but the agent.
    if (event.type === 'dialdeck.wrap-up.completed') wake();
  }

  function resultOf(callId: string, { disposition, callbackAt, timedOut = false }: GivenResult) {
    const run = book.ofCall(callId);
    if (!run) return undefined;
    const chosen = world.dispositions.find(({ id }) => id === disposition);
    const end = endOfResult(chosen, callbackAt, world.agentId);
    const written = run.finish({ ...end, disposition });
    void written.then(() => count(run, chosen?.id, timedOut));
    return written;
  }

  function leadOver(run: LeadRun): void {
    void count(run, undefined, false);
    changed();
    wake();
  }

  async function count(run: LeadRun, disposition: string | undefined, timedOut: boolean): Promise<void> {
    const { attemptId } = run;
    if (attemptId === undefined) return;
    const attempts = await leads.attemptsOf(run.held.lead.id);
    const attempt = attempts.find(({ id, status: is }) => id === attemptId && is === 'done');
    if (!attempt) return;
    const chosen = world.dispositions.find(({ id }) => id === (disposition ?? attempt.disposition));
    figures.attempt(attempt, chosen, timedOut);
    if (running) extra = { ...extra, counts: await leads.counts(running.campaign.id), kpis: figures.snapshot() };
    changed();
  }

  const isStarted = () => status !== 'stopped';

  function require(): Running {
    if (running && status !== 'stopped') return running;
    throw new DialerError('queue-not-running', 'The dial queue is stopped; call queue.start({ campaignId }) first.');
  }

  function shown(): LeadRun {
    const run = book.runs.find(({ held }) => held.phase === 'preview');
    if (run) return run;
    throw new DialerError('lead-not-shown', 'No lead is shown that waits to be called.');
  }

  const queue: DialQueue = {
    async start({ campaignId, mode }) {
      if (isStarted()) throw new DialerError('queue-running', 'The dial queue runs; stop it first.');
      const campaign = await findCampaign(options.campaigns, campaignId);
      extra = { counts: await leads.counts(campaignId) };
      // Twice pressed, it is started once.
      if (isStarted()) throw new DialerError('queue-running', 'The dial queue runs; stop it first.');
      const how = mode ?? campaign.mode;
      running = {
        campaign,
        mode: how,
        power: how === 'power' ? createPowerMode({ rules, ringSeconds, world, book, campaign }) : undefined,
      };
      figures = createQueueFigures();
      apply('started');
      wake();
    },
    pause: () => {
      require();
      apply('paused');
    },
    resume() {
      require();
      apply('resumed');
      wake();
    },
    async stop() {
      apply('stopped');
      stopTick();
      await stepping;
      const waiting = book.runs.filter(({ held }) => held.phase === 'preview' || held.phase === 'next');
      await Promise.all(waiting.map((run) => run.giveBack((ref) => leads.release(ref, 'stopped'))));
    },
    async next() {
      const { campaign, mode } = require();
      if (book.runs.length > 0) return;
      const run = await book.claim(campaign, { mode, isAgentReserved: true });
      if (run) show(run);
      else await rest(campaign);
    },
    async open(leadId) {
      const { campaign, mode } = require();
      const run = await book.open(leadId, campaign, mode);
      if (!run) throw new DialerError('lead-busy', `The lead ${leadId} cannot be had now.`);
      show(run);
    },
    async dial(number) {
      const run = shown();
      const { numbers } = run.held.lead;
      if (number !== undefined && !numbers.some(({ e164, state }) => e164 === number && state === 'valid')) {
        throw new DialerError('number-invalid', `number: ${number} is none of the lead's; pass one of its numbers.`);
      }
      await run.dial(number ?? run.held.number, true);
    },
    async skip({ reason, forMs }) {
      checkSkipReason(skipReasons, reason);
      await shown().giveBack((ref) => leads.skip(ref, reason, forMs));
    },
    scheduleCallback: async (leadId, request) => void (await leads.scheduleCallback(leadId, request)),
    explain: (leadId) => explainLead(leadId, { leads, world, mode: running?.mode ?? 'manual' }),
  };

  const draw = (): DialQueueState =>
    Object.freeze({
      status,
      ...(running && { campaignId: running.campaign.id, mode: running.mode }),
      leads: Object.freeze(book.runs.map(({ held }) => held)),
      ...extra,
    });

  const stops = [world.events(hear), leads.words(wake)];

  return {
    queue,
    state: () => (drawn ??= draw()),
    follow,
    resultOf,
    wake,
    async dispose() {
      for (const stop of stops) stop();
      await queue.stop().catch(() => {});
      leads.close();
    },
  };
}
