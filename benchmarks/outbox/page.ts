// Runs in the tab of the bench: one way to bring revisions of calls to the CRM, chosen by the address.

import { createOurs } from './ours.js';
import { createInLocalStorage, createInMemory } from './peers.js';

/** The newest change of a call: a note that holds the numbers of all revisions so far. */
export interface Revision {
  readonly callId: string;
  readonly number: number;
  readonly startedAt: number;
}

export interface Contender {
  /** Resolves when the page would tell its agent that it is kept. */
  keep(revision: Revision): Promise<void>;
  /** How many calls or revisions are still to be delivered. */
  left(): number;
}

export interface Circumstances {
  readonly crm: string;
  /** How many seconds of the dialer are one of the machine. */
  readonly scale: number;
}

declare global {
  var bench: {
    keep(revisions: readonly Revision[]): Promise<void>;
    left(): number;
  };
  /** Tells the bench, outside of the page, what was kept: it survives the page. */
  var kept: (callId: string, number: number) => Promise<void>;
}

const query = new URLSearchParams(location.search);
const circumstances = { crm: query.get('crm') ?? '', scale: Number(query.get('scale')) };
const makers = { ours: createOurs, 'in memory': createInMemory, 'in localStorage': createInLocalStorage };
const contender = await makers[query.get('way') as keyof typeof makers](circumstances);

globalThis.bench = {
  async keep(revisions) {
    for (const revision of revisions) {
      await contender.keep(revision);
      void globalThis.kept(revision.callId, revision.number);
    }
  },
  left: () => contender.left(),
};
