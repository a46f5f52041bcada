import type { DialerEvent } from '@dialdeck/core';
import type CallingExtensions from '@hubspot/calling-extensions-sdk';
import type { EndStatus } from '@hubspot/calling-extensions-sdk';
import type { EngagementStore } from './engagement-store.js';

type Sdk = Pick<CallingExtensions, 'callAnswered' | 'callEnded' | 'userAvailable' | 'userUnavailable'>;

/** Tells HubSpot what happens to a call, in its words. */
export function relayEvent({ type, data, time }: DialerEvent, sdk: Sdk, engagements: EngagementStore): void {
  if (type === 'dialdeck.call.started') {
    const { callId, direction, number } = data;
    engagements.start({ id: callId, direction, number, startedAt: Date.parse(time) }).catch(() => {});
  } else if (type === 'dialdeck.call.answered') sdk.callAnswered({ externalCallId: data.callId });
  else if (type === 'dialdeck.connection.changed') {
    if (data.status === 'connected') sdk.userAvailable();
    else sdk.userUnavailable();
  } else if (type === 'dialdeck.call.ended') {
    const { callId: externalCallId, end, direction } = data;
    void engagements.find(externalCallId).then((id) => {
      const callEndStatus = endStatusOf(end.reason, direction);
      if (id !== undefined) sdk.callEnded({ externalCallId, engagementId: Number(id), callEndStatus });
    });
  }
}

function endStatusOf(reason: string, direction: 'outgoing' | 'incoming'): EndStatus {
  const statuses: Readonly<Record<string, EndStatus>> = {
    'hung-up': 'COMPLETED',
    busy: 'BUSY',
    declined: 'REJECTED',
    'no-answer': direction === 'incoming' ? 'MISSED' : 'NO_ANSWER',
    cancelled: 'CANCELED',
  };
  return statuses[reason] ?? 'FAILED';
}
