import type { CrmLink } from '../crm/link-crm.js';
import type { EventLog } from '../event-log.js';
import type { Clock } from '../shared/clock.js';
import type { DialCheck, DialRequest, DialVerdict } from './dial-check.js';
import type { IntentBoard, IntentDecision, IntentSubject, IntentType } from './intents.js';

export interface PermitOptions {
  readonly intents: IntentBoard;
  readonly compliance: DialCheck | undefined;
  /** The CRM, when it can check numbers. */
  readonly crm: Pick<CrmLink, 'checkDial'> | undefined;
  readonly clock: Clock;
  readonly tell: EventLog['tell'];
}

/** What is asked before this page's agent does something. Each is `undefined` when nobody has to be asked. */
export interface Permit {
  permit(request: DialRequest): Promise<DialVerdict> | undefined;
  ask(type: IntentType, subject: IntentSubject): Promise<IntentDecision> | undefined;
}

const load = () => import('./permission.js');

export function createPermit({ intents, compliance, crm, clock, tell }: PermitOptions): Permit {
  // Loaded before the first call: one that is made while the network is away shall not be refused for want of a module.
  if (compliance || crm) load().catch(() => {});
  return {
    permit(request) {
      const page = intents.ask('before-dial', { ...request, direction: 'outgoing' });
      if (!page && !compliance && !crm) return undefined;
      return load().then(
        ({ askPermission }) => askPermission({ compliance, crm, page, clock }, request),
        () => ({ allowed: false, reason: 'The checks before a call could not be loaded.' }),
      );
    },
    ask: (type, subject) => intents.ask(type, subject, tell),
  };
}
