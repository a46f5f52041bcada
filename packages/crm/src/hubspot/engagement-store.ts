import { type CrmAdapter, type CrmCallLog, CrmError, untilAborted } from '@dialdeck/core/crm';
import type CallingExtensions from '@hubspot/calling-extensions-sdk';
import { engagementFields } from './engagement-fields.js';
import { createReplies } from './replies.js';

type Sdk = Pick<CallingExtensions, 'outgoingCall' | 'incomingCall' | 'callCompleted'>;
type StartedCall = Pick<CrmCallLog, 'id' | 'direction' | 'number' | 'startedAt'>;
type Upsert = NonNullable<CrmAdapter['upsertCall']>;

/** A day of an agent, many times over. */
const mostCalls = 5_000;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [eldest] = map.keys();
  if (map.size > mostCalls && eldest !== undefined) map.delete(eldest);
}

/** HubSpot's engagements: one per call, asked for once in this page. @param sdk the SDK, once it is made */
export function createEngagementStore(sdk: () => Sdk, dispositions: Readonly<Record<string, string>>) {
  const created = createReplies('create the call');
  const updated = createReplies('store the call');
  const engagements = new Map<string, Promise<string>>();
  const revisions = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();

  function start({ id, direction, number, startedAt }: StartedCall): Promise<string> {
    const known = engagements.get(id);
    if (known) return known;
    const asked = created.expect(id).then(({ engagementId }) => {
      if (engagementId === undefined) throw new CrmError('later', 'HubSpot named no engagement.');
      return engagementId;
    });
    asked.catch(() => engagements.delete(id));
    remember(engagements, id, asked);
    const call = { externalCallId: id, callStartTime: startedAt, createEngagement: true };
    if (direction === 'outgoing') sdk().outgoingCall({ ...call, toNumber: number });
    else sdk().incomingCall({ ...call, fromNumber: number, toNumber: '' });
    return asked;
  }

  const store: Upsert = async (log, { revision, changes, ref, signal }) => {
    const engagementId = ref ?? (await untilAborted(() => start(log), signal));
    if ((revisions.get(log.id) ?? 0) >= revision) return { ref: engagementId };
    const engagementProperties = engagementFields(log, changes, dispositions);
    const answer = updated.expect(engagementId);
    sdk().callCompleted({ externalCallId: log.id, engagementId, hideWidget: false, engagementProperties });
    try {
      await untilAborted(() => answer, signal);
    } finally {
      updated.forget(engagementId);
    }
    remember(revisions, log.id, revision);
    return { ref: engagementId };
  };

  return {
    /** What HubSpot says, for the handlers of the SDK. */
    created,
    updated,
    /** Has an engagement made, unless the call has one. @returns its id */
    start,
    /** The engagement of a call of this page. */
    find: (callId: string): Promise<string | undefined> =>
      Promise.resolve(engagements.get(callId)).catch(() => undefined),
    /** One after the other for each call: HubSpot does not say which of two answers belongs to which request. */
    upsert: (async (log, delivery) => {
      const turn = (turns.get(log.id) ?? Promise.resolve()).catch(() => {}).then(() => store(log, delivery));
      turns.set(log.id, turn);
      return turn.finally(() => turns.get(log.id) === turn && turns.delete(log.id));
    }) satisfies Upsert,
  };
}

export type EngagementStore = ReturnType<typeof createEngagementStore>;
