import type { CustomerDirectory } from '../customers/customer.js';
import { createStore } from '../shared/store.js';
import type { Crm, CrmState } from './crm.js';
import type { CrmDeskOptions } from './crm-desk.js';

/** The CRM of a dialer, and what the dialer needs of it. */
export interface CrmLink extends Crm {
  /** Absent when the CRM cannot match numbers. */
  readonly directory: CustomerDirectory | undefined;
  dispose(): Promise<void>;
}

/**
 * Loads the CRM side in the background. What a call owes the CRM is stored without it, so a page that cannot load it
 * loses nothing: the next one delivers.
 */
export function linkCrm(options: CrmDeskOptions): CrmLink {
  const state = createStore<CrmState>({
    capabilities: [],
    delivery: 'starting',
    unsynced: { count: 0, oldest: undefined, refused: [] },
  });
  const desk = import('./crm-desk.js').then(({ createCrmDesk }) => createCrmDesk(options, state));
  desk.catch(() => options.onStuck(true));
  return {
    state,
    directory: options.adapter.matchCustomers && {
      findByNumber: async (number, signal) => (await desk).directory.findByNumber(number, signal),
    },
    retry: async (callId) => (await desk).retry(callId),
    retryAll: async () => (await desk).retryAll(),
    dispose: () =>
      desk.then(
        (each) => each.dispose(),
        () => {},
      ),
  };
}
