import type { Clock } from '@dialdeck/core';
import { createInviteBook, type Invite } from './invite-book.js';
import { sipUserOf } from './number-key.js';
import type { Attendant, PendingCall } from './pending-call.js';
import { cancelOf } from './proxy-step.js';
import type { Target } from './routing-state.js';
import { addressOf, nameAddressOf, responseTo } from './sip-fields.js';
import { headerOf, type SipHeader, type SipRequest, type SipResponse } from './sip-message.js';

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
  readonly numberAt: (station: number) => string | undefined;
}

/** Calls that are not answered yet: where they go, and who gives up first. */
export interface CallDesk {
  takeInvite(received: Received): void;
  /** A CANCEL, or the ACK of a refusal. `false` when it belongs to no call here. */
  takeFollowUp(received: Received): boolean;
  noteAnswer(response: SipResponse, to: number): void;
  /** What a station calls stops ringing, because somebody else took the call. */
  takenElsewhere(station: number): void;
  /** A station lost its connection. */
  noteLost(station: number): void;
  dispose(): void;
}

/** How long a caller may be away, reconnecting, before its unanswered call is given up. */
const AWAY_LIMIT_MS = 10_000;
/** Calls whose ends are remembered, for those who come back to one. */
const TALKS_KEPT = 500;

const parameterless = (header: string | undefined) => header?.split(';', 1)[0]?.trim();

export function createCallDesk(options: CallDeskOptions): CallDesk {
  const { clock, attendant, forward, answer, isPresent, isKnown, targetOf, contactAt, numberAt } = options;
  const book = createInviteBook();
  const talks = new Map<string, readonly number[]>();

  function refuse(invite: Invite, status: number, more: Readonly<Record<string, string>> = {}): void {
    if (invite.done) return;
    invite.done = true;
    const headers = Object.entries(more).map(([name, value]): SipHeader => [name.toLowerCase(), value]);
    answer(responseTo(invite.request, status, { toTag: invite.tag, headers }), invite.from);
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
    const replaced = parameterless(headerOf(request, 'replaces'));
    const target = (replaced === undefined ? undefined : standIn(replaced, number)) ?? targetOf(number);
    if (target) pass(invite, target);
    else if (replaced !== undefined) refuse(invite, 481);
    else if (isKnown(number)) refuse(invite, 480);
    else if (!attendant(pendingCall(invite, number))) refuse(invite, 404);
  }

  /** Where the call is talked on that somebody wants to step into (RFC 3891), by its Call-ID. */
  function standIn(callId: string, number: string): Target | undefined {
    for (const station of talks.get(callId) ?? []) {
      const uri = numberAt(station) === sipUserOf(number) ? contactAt(station) : undefined;
      if (uri !== undefined) return { station, uri };
    }
    return undefined;
  }

  function noteTalk({ request, from, target }: Invite): void {
    const callId = headerOf(request, 'call-id');
    if (callId === undefined || !target) return;
    talks.set(callId, [from, target.station]);
    if (talks.size > TALKS_KEPT) talks.delete(talks.keys().next().value ?? '');
  }

  function pendingCall(invite: Invite, number: string): PendingCall {
    const { name, uri } = nameAddressOf(headerOf(invite.request, 'from') ?? '');
    return {
      number,
      caller: { number: addressOf(uri)?.user ?? '', ...(name === undefined ? {} : { name }) },
      signal: invite.over.signal,
      header: (name) => headerOf(invite.request, name.toLowerCase()),
      reject: (status, headers) => refuse(invite, status, headers),
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
      if (response.status < 300) noteTalk(invite);
      if (response.status < 300) book.close(invite);
      else invite.over.abort();
    },
    takenElsewhere(station) {
      const reason: SipHeader = ['reason', 'SIP;cause=200;text="Call completed elsewhere"'];
      for (const { from, target, done, request } of book.all()) {
        if (from === station && target && !done) forward({ request: cancelOf(request, [reason]), from }, target);
      }
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
