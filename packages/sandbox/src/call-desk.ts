import type { Clock } from '@dialdeck/core';
import { createInviteBook, type Invite } from './invite-book.js';
import type { Attendant, PendingCall } from './pending-call.js';
import { cancelOf } from './proxy-step.js';
import type { Target } from './routing-state.js';
import { addressOf, nameAddressOf, responseTo } from './sip-fields.js';
import { headerOf, type SipRequest, type SipResponse } from './sip-message.js';

/** A request, and the station it came from. */
export interface Received {
  readonly request: SipRequest;
  readonly from: number;
}

export interface CallDeskOptions {
  readonly clock: Clock;
  readonly attendant: Attendant;
  /** `false` when nobody is there to take it. */
  readonly forward: (received: Received, target: Target) => boolean;
  readonly answer: (response: SipResponse, to: number) => void;
  readonly isPresent: (station: number) => boolean;
  /** Whether a phone of this number was ever plugged in for the public. */
  readonly isKnown: (number: string) => boolean;
  readonly targetOf: (user: string) => Target | undefined;
  /** Where the phone at a station wants its calls. */
  readonly contactAt: (station: number) => string | undefined;
}

/** Calls that are not answered yet: where they go, and who gives up first. */
export interface CallDesk {
  takeInvite(received: Received): void;
  /** A CANCEL, or the ACK of a refusal. `false` when it belongs to no call here. */
  takeFollowUp(received: Received): boolean;
  noteAnswer(response: SipResponse, to: number): void;
  /** A station lost its connection. */
  noteLost(station: number): void;
  dispose(): void;
}

/** How long a caller may be away, reconnecting, before its unanswered call is given up. */
const AWAY_LIMIT_MS = 10_000;

export function createCallDesk(options: CallDeskOptions): CallDesk {
  const { clock, attendant, forward, answer, isPresent, isKnown, targetOf, contactAt } = options;
  const book = createInviteBook();

  function refuse(invite: Invite, status: number): void {
    if (invite.done) return;
    invite.done = true;
    answer(responseTo(invite.request, status, { toTag: invite.tag }), invite.from);
    invite.over.abort();
  }

  function pass(invite: Invite, target: Target): void {
    if (invite.done || invite.target) return;
    invite.target = target;
    if (!forward(invite, target)) refuse(invite, 480);
  }

  function takeInvite({ request, from }: Received): void {
    const number = addressOf(request.uri)?.user ?? '';
    const invite = book.open(request, from);
    if (!invite) return;
    answer(responseTo(request, 100), from);
    const target = targetOf(number);
    if (target) pass(invite, target);
    else if (isKnown(number)) refuse(invite, 480);
    else if (!attendant(pendingCall(invite, number))) refuse(invite, 404);
  }

  function pendingCall(invite: Invite, number: string): PendingCall {
    const { name, uri } = nameAddressOf(headerOf(invite.request, 'from') ?? '');
    return {
      number,
      caller: { number: addressOf(uri)?.user ?? '', ...(name === undefined ? {} : { name }) },
      signal: invite.over.signal,
      reject: (status) => refuse(invite, status),
      passTo(station) {
        const contact = contactAt(station);
        if (contact === undefined) refuse(invite, 480);
        else pass(invite, { station, uri: contact });
      },
    };
  }

  function giveUp(invite: Invite): void {
    if (invite.target && !invite.done) forward({ request: cancelOf(invite.request), from: invite.from }, invite.target);
    else refuse(invite, 487);
    book.close(invite);
  }

  function takeCancel(received: Received, invite: Invite): void {
    if (invite.target) return void forward(received, invite.target);
    answer(responseTo(received.request, 200, { toTag: invite.tag }), received.from);
    refuse(invite, 487);
  }

  return {
    takeInvite,
    takeFollowUp(received) {
      const invite = book.find(received.request, received.from);
      if (!invite) return false;
      if (received.request.method === 'CANCEL') takeCancel(received, invite);
      else {
        book.close(invite);
        if (invite.target) forward(received, invite.target);
      }
      return true;
    },
    noteAnswer(response, to) {
      const isFinal = response.status >= 200 && /INVITE$/.test(headerOf(response, 'cseq') ?? '');
      const invite = isFinal ? book.find(response, to) : undefined;
      if (!invite) return;
      invite.done = true;
      // The ACK of a 2xx is a transaction of its own, so nothing more belongs to this one but a late CANCEL.
      if (response.status < 300) book.close(invite);
      else invite.over.abort();
    },
    noteLost(station) {
      for (const invite of book.all()) {
        if (invite.target?.station === station) refuse(invite, 480);
        if (invite.from !== station) continue;
        clock.after(
          AWAY_LIMIT_MS,
          () => !isPresent(station) && book.find(invite.request, station) === invite && giveUp(invite),
        );
      }
    },
    dispose() {
      for (const invite of book.all()) invite.over.abort();
    },
  };
}
