import { reasonedAbandonmentRate } from '../compliance/abandonment-ledger.js';
import { wilsonUpper } from '../compliance/binomial-bound.js';
import type { KpiCounts, KpiTimes } from './kpi-counts.js';

/** The figures. Shares are 0 to 1, times are seconds; a figure whose denominator is 0 is `undefined`. */
export interface Kpis {
  readonly counts: Readonly<KpiCounts>;
  /** L / D: a person answered. */
  readonly liveRate: number | undefined;
  /** C / D: an agent spoke to one. */
  readonly connectRate: number | undefined;
  /** Dispositions with `customerContact` / D. */
  readonly contactRate: number | undefined;
  /** Distinct leads contacted / distinct leads attempted. */
  readonly leadContactRate: number | undefined;
  /** R / C: the right party. */
  readonly rightPartyRate: number | undefined;
  /** S / R. */
  readonly conversion: number | undefined;
  /** S / C. */
  readonly salesPerConnect: number | undefined;
  /** S / leads attempted. */
  readonly salesPerLead: number | undefined;
  /** S / logged-in hours. */
  readonly salesPerHour: number | undefined;
  /** D / L. */
  readonly dialsPerLive: number | undefined;
  readonly abandonment: Abandonments;
  readonly time: TimeKpis;
  readonly speed: SpeedKpis;
  readonly list: ListKpis;
  readonly quality: QualityKpis;
}

/** The share of people whom no agent met, in the ways it is asked for. */
export interface Abandonments {
  /** Ab / L (US, Canada). */
  readonly rate: number | undefined;
  /** Upper end of the Wilson 95 % interval of that rate; 1 without live answers. */
  readonly upperBound: number;
  /** D′ / (A + D′) with D′ = D·(1 − M / (M + A)) and taken machines added (United Kingdom). */
  readonly reasonedRate: number;
  /** Ab / D. Never for compliance. */
  readonly perDial: number | undefined;
}

/** What agents do with their time. */
export interface TimeKpis {
  readonly loggedInHours: number;
  /** (talk + hold + wrap-up) / C, seconds. */
  readonly averageHandlingTime: number | undefined;
  /** Wrap-up / C, seconds. */
  readonly averageWrapUp: number | undefined;
  /** Ready / C, seconds. */
  readonly averageWaitBetweenCalls: number | undefined;
  /** (talk + hold + wrap-up) / (talk + hold + wrap-up + ready). */
  readonly occupancy: number | undefined;
  /** (talk + hold + wrap-up) / logged in. */
  readonly utilisation: number | undefined;
  /** 60 · talk / (logged in − breaks). */
  readonly talkMinutesPerHour: number | undefined;
}

/** How soon people heard an agent, and the network rang. */
export interface SpeedKpis {
  /** Mean of answer to agent, seconds. */
  readonly averageSpeedOfAnswer: number | undefined;
  /** 95 of 100 waited no longer, seconds, exact to 0.05. */
  readonly p95SpeedOfAnswer: number | undefined;
  /** Share of waits of at most two seconds. */
  readonly withinTwoSeconds: number | undefined;
  /** Mean of INVITE to ringing, seconds. */
  readonly postDialDelay: number | undefined;
}

/** How far a list is worked. */
export interface ListKpis {
  /** Leads with an attempt / leads. */
  readonly penetration: number | undefined;
  /** Leads closed / leads. */
  readonly saturation: number | undefined;
  /** D / leads attempted. */
  readonly attemptsPerLead: number | undefined;
  /** Mean number of the attempt that made the first contact. */
  readonly attemptsToContact: number | undefined;
  /** Of the leads that got an n-th attempt (n = index + 1), the share contacted first by it. */
  readonly contactByAttempt: readonly number[];
}

/** What goes wrong. */
export interface QualityKpis {
  /** People taken for machines / live answers. */
  readonly falseMachineRate: number | undefined;
  /** Machines put through to an agent / machines. */
  readonly missedMachineRate: number | undefined;
  /** Wrap-ups that ran out / C. */
  readonly wrapUpTimeoutRate: number | undefined;
  /** Callbacks dialed within 15 minutes of their time / callbacks dialed. */
  readonly callbackKeptRate: number | undefined;
  /** Leases that ran out / leases. */
  readonly leaseExpiryRate: number | undefined;
  /** Must be 0. */
  readonly duplicateDials: number;
}

/** What is known of the leads, counted by who holds them. */
export interface LeadCounts {
  readonly attempted: number;
  readonly contacted: number;
  readonly closed: number;
  /** How many leads got an n-th attempt, and how many were contacted first by it. */
  readonly byAttempt: readonly { readonly tried: number; readonly contacted: number }[];
}

/** Everything of one moment that the figures are worked out from. */
export interface KpiMoment {
  readonly counts: Readonly<KpiCounts>;
  readonly times: Readonly<KpiTimes>;
  readonly leads: LeadCounts;
  /** Leads in the list, attempted or not. */
  readonly listSize: number | undefined;
  readonly leases: { readonly taken: number; readonly expired: number };
  readonly p95WaitMs: number | undefined;
}

/** Works the figures out. Pure, and the same few divisions whatever the length of the log. */
export function kpisOf(moment: KpiMoment): Kpis {
  const { counts, times, leads, leases } = moment;
  const { dials, live, connected, rightParties, sales } = counts;
  const hours = loggedInMs(times) / 3_600_000;
  return {
    counts: { ...counts },
    liveRate: share(live, dials),
    connectRate: share(connected, dials),
    contactRate: share(counts.contacts, dials),
    leadContactRate: share(leads.contacted, leads.attempted),
    rightPartyRate: share(rightParties, connected),
    conversion: share(sales, rightParties),
    salesPerConnect: share(sales, connected),
    salesPerLead: share(sales, leads.attempted),
    salesPerHour: share(sales, hours),
    dialsPerLive: share(dials, live),
    abandonment: abandonmentsOf(counts),
    time: timesOf(times, connected),
    speed: speedOf(counts, moment.p95WaitMs),
    list: listOf(moment),
    quality: {
      falseMachineRate: share(counts.falseMachines, live),
      missedMachineRate: share(counts.bridgedMachines, counts.machines),
      wrapUpTimeoutRate: share(counts.wrapUpTimeouts, connected),
      callbackKeptRate: share(counts.keptCallbacks, counts.callbacks),
      leaseExpiryRate: share(leases.expired, leases.taken),
      duplicateDials: counts.duplicates,
    },
  };
}

/**
 * Minutes of talk per hour that a way of dialing gains over one call per idle agent on the same list.
 * @see docs/kpis.md
 */
export function predictiveGain(talkMinutesPerHour: number, progressiveTalkMinutesPerHour: number): number {
  return talkMinutesPerHour - progressiveTalkMinutesPerHour;
}

const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

const loggedInMs = (times: Readonly<KpiTimes>) => Object.values(times).reduce((sum, time) => sum + time, 0);

function abandonmentsOf(counts: Readonly<KpiCounts>): Abandonments {
  const { abandoned, live, dials, connected, machines, falseMachines } = counts;
  return {
    rate: share(abandoned, live),
    upperBound: wilsonUpper(abandoned, live),
    reasonedRate: reasonedAbandonmentRate({
      dropped: abandoned - falseMachines,
      humansAnswered: connected,
      machinesAnswered: machines,
      falseMachines,
    }),
    perDial: share(abandoned, dials),
  };
}

function timesOf(times: Readonly<KpiTimes>, connected: number): TimeKpis {
  const handled = times.talk + times.hold + times['wrap-up'];
  const loggedIn = loggedInMs(times);
  return {
    loggedInHours: loggedIn / 3_600_000,
    averageHandlingTime: seconds(share(handled, connected)),
    averageWrapUp: seconds(share(times['wrap-up'], connected)),
    averageWaitBetweenCalls: seconds(share(times.ready, connected)),
    occupancy: share(handled, handled + times.ready),
    utilisation: share(handled, loggedIn),
    talkMinutesPerHour: share(60 * times.talk, loggedIn - times.break),
  };
}

function speedOf(counts: Readonly<KpiCounts>, p95WaitMs: number | undefined): SpeedKpis {
  return {
    averageSpeedOfAnswer: seconds(share(counts.waitMs, counts.waits)),
    p95SpeedOfAnswer: seconds(p95WaitMs),
    withinTwoSeconds: share(counts.promptWaits, counts.waits),
    postDialDelay: seconds(share(counts.ringDelayMs, counts.rings)),
  };
}

function listOf({ counts, leads, listSize = 0 }: KpiMoment): ListKpis {
  const { byAttempt } = leads;
  const tries = byAttempt.reduce((sum, { contacted }, index) => sum + contacted * (index + 1), 0);
  return {
    penetration: share(leads.attempted, listSize),
    saturation: share(leads.closed, listSize),
    attemptsPerLead: share(counts.dials, leads.attempted),
    attemptsToContact: share(tries, leads.contacted),
    contactByAttempt: byAttempt.map(({ tried, contacted }) => (tried === 0 ? 0 : contacted / tried)),
  };
}
