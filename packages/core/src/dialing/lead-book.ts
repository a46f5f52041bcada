import type { CallState } from '../calls/call-state.js';
import type { DialingMode } from '../queue/attempt.js';
import type { Campaign } from '../queue/campaign.js';
import type { ClaimedLead, LeadSource } from '../queue/lead-source.js';
import { createClosedZones } from './closed-zones.js';
import { createLeadRun, type LeadRun } from './lead-run.js';
import type { QueueWorld } from './queue-world.js';

export interface LeadBookOptions {
  readonly world: QueueWorld;
  readonly leads: LeadSource;
  /** Longest ring in the modes that dial by themselves, seconds. */
  readonly ringSeconds: number;
  readonly onChange: () => void;
  readonly onCall: (run: LeadRun, state: CallState) => void;
  readonly onOver: (run: LeadRun) => void;
}

/** The leads this page holds. */
export interface LeadBook {
  readonly runs: readonly LeadRun[];
  /** The best lead that may be called now, held; `undefined` when there is none. */
  claim(
    campaign: Campaign,
    how: { readonly mode: DialingMode; readonly isAgentReserved: boolean; readonly phase?: 'next' | undefined },
  ): Promise<LeadRun | undefined>;
  /** When the next lead becomes callable: one that waits, or those of a zone that is closed now. */
  nextDueAt(campaign: Campaign): Promise<number | undefined>;
  open(leadId: string, campaign: Campaign, mode: DialingMode): Promise<LeadRun | undefined>;
  ofCall(callId: string): LeadRun | undefined;
}

export function createLeadBook({ world, leads, ringSeconds, onChange, onCall, onOver }: LeadBookOptions): LeadBook {
  let runs: readonly LeadRun[] = [];
  const closedZones = createClosedZones(world, leads);

  function hold(claimed: ClaimedLead, campaign: Campaign, mode: DialingMode, phase?: 'next'): LeadRun {
    const over = (run: LeadRun) => {
      runs = runs.filter((each) => each !== run);
      onOver(run);
    };
    const isFree = () => !runs.some(isBusy);
    const ringLimitSeconds = mode === 'progressive' || mode === 'power' ? ringSeconds : undefined;
    const run = createLeadRun({
      world,
      leads,
      campaign,
      mode,
      ringLimitSeconds,
      claimed,
      phase,
      onChange,
      onCall,
      isFree,
      onOver: over,
    });
    runs = [...runs, run];
    onChange();
    return run;
  }

  return {
    get runs() {
      return runs;
    },
    async claim(campaign, { mode, isAgentReserved, phase }) {
      const { agentId } = world;
      const closed = (await closedZones(campaign.id)).map(({ zone }) => zone);
      const claimed = await leads.claim({ campaignId: campaign.id, agentId, isAgentReserved, closedZones: closed });
      return claimed && hold(claimed, campaign, mode, phase);
    },
    async nextDueAt(campaign) {
      const [waiting, closed] = await Promise.all([leads.nextDueAt(campaign.id), closedZones(campaign.id)]);
      const times = [waiting, ...closed.map(({ nextOpenAt }) => nextOpenAt)].filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    async open(leadId, campaign, mode) {
      const claimed = await leads.claimLead(leadId, { campaignId: campaign.id, agentId: world.agentId });
      return claimed && hold(claimed, campaign, mode);
    },
    ofCall: (callId) => runs.find(({ held }) => held.callId === callId),
  };
}

/** Whether the agent is busy with it: the others wait. */
export const isBusy = ({ held: { phase }, finishing }: LeadRun): boolean =>
  !finishing && (phase === 'talking' || phase === 'wrap-up');
