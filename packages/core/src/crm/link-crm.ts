import type { CustomerDirectory } from '../customers/customer.js';
import type { DeliverRecording } from '../recording/delivery.js';
import type { DataEraser } from '../records/data-eraser.js';
import { createStore } from '../shared/store.js';
import type { Crm, CrmState } from './crm.js';
import type { CrmDeskOptions } from './crm-desk.js';
import type { DialCheckRequest, DialVerdict } from './dial-check.js';

/** The CRM of a dialer, and what the dialer needs of it. */
export interface CrmLink extends Crm {
  /** Absent when the CRM cannot match numbers. */
  readonly directory: CustomerDirectory | undefined;
  /** May this number be called now? See `askDial`. @throws the reason of `signal`; an error when this part cannot be loaded */
  checkDial(request: DialCheckRequest, signal?: AbortSignal): Promise<DialVerdict>;
  /** Absent when the CRM takes no recordings. */
  readonly uploadRecording: DeliverRecording | undefined;
  /** Forgets who is behind the numbers of somebody who is erased. */
  readonly eraser: DataEraser;
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
  desk.catch(() => options.warn('crm-unsynced', true));
  return {
    state,
    directory: options.adapter.matchCustomers && {
      findByNumber: async (number, signal) => (await desk).directory.findByNumber(number, signal),
    },
    uploadRecording:
      options.adapter.uploadRecording && (async (recording, signal) => (await desk).uploadRecording(recording, signal)),
    eraser: {
      name: 'crm-cache',
      async erase({ numbers = [] }) {
        const { directory } = await desk;
        for (const number of numbers) directory.forget(number);
        return [];
      },
    },
    retry: async (callId) => (await desk).retry(callId),
    retryAll: async () => (await desk).retryAll(),
    questions: async () => (await desk).questions,
    checkDial: async (request, signal) => (await desk).checkDial(request, signal),
    dispose: () =>
      desk.then(
        (each) => each.dispose(),
        () => {},
      ),
  };
}
