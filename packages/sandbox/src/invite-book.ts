import type { Target } from './routing-state.js';
import { topViaOf } from './sip-fields.js';
import type { SipMessage, SipRequest } from './sip-message.js';

/** An INVITE on its way: what CANCEL and the ACK of a refusal must find again (RFC 3261 section 17). */
export interface Invite {
  readonly request: SipRequest;
  /** The caller's station. */
  readonly from: number;
  /** Tag of the PBX, when it answers itself. */
  readonly tag: string;
  /** Aborted when it came to nothing: the caller gave up, or it was refused. */
  readonly over: AbortController;
  /** Where it was sent. Missing while somebody still decides. */
  target?: Target | undefined;
  /** A final answer went back. */
  done: boolean;
}

export interface InviteBook {
  /** `undefined` for an INVITE that is there already. */
  open(request: SipRequest, from: number): Invite | undefined;
  /** The INVITE of the same transaction as this message from, or to, a caller. */
  find(message: SipMessage, from: number): Invite | undefined;
  close(invite: Invite): void;
  readonly all: () => readonly Invite[];
}

const keyOf = (message: SipMessage, from: number) => `${from} ${topViaOf(message)?.branch ?? ''}`;

export function createInviteBook(): InviteBook {
  const invites = new Map<string, Invite>();
  return {
    open(request, from) {
      const key = keyOf(request, from);
      if (invites.has(key)) return undefined;
      const invite: Invite = {
        request,
        from,
        tag: crypto.randomUUID().slice(0, 8),
        over: new AbortController(),
        done: false,
      };
      invites.set(key, invite);
      return invite;
    },
    find: (message, from) => invites.get(keyOf(message, from)),
    close: ({ request, from }) => void invites.delete(keyOf(request, from)),
    all: () => [...invites.values()],
  };
}
