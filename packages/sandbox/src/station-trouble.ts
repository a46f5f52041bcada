import type { Clock } from '@dialdeck/core';
import type { Received } from './call-desk.js';
import { responseTo, tagOf, topViaOf } from './sip-fields.js';
import { headerOf, type SipRequest, type SipResponse } from './sip-message.js';

/** What goes wrong on the way to one telephone, on purpose. Nothing at first. */
export interface StationTrouble {
  /** The SIP status with which every change of the call (hold, ICE restart) is refused. */
  refusal?: number | undefined;
  /** Run at the next change of the call: the other side is to want one in the same moment. Once. */
  collide?: (() => void) | undefined;
  /** The caller hears the telephone before it counts as answered: a 200 travels as 183 until {@link letAnswer}. */
  early?: boolean | undefined;
  /** A second telephone answers as well: the caller gets two 200. Once. */
  secondAnswer?: boolean | undefined;
  /** Milliseconds by which its BYE is late. */
  byeLateMs?: number | undefined;
  /** Sends the answer that {@link StationTrouble.early} kept back. */
  letAnswer(): void;
}

export interface TroublesOptions {
  readonly clock: Clock;
  /** An answer of the exchange itself. */
  readonly answer: (response: SipResponse, to: number) => void;
  /** Carries a request on as if nothing had happened. */
  readonly carryOn: (received: Received) => void;
  /** Carries an answer of a station back as if nothing had happened. */
  readonly carryBack: (response: SipResponse) => void;
}

/** Stands between telephones and the rest of the exchange. */
export interface Troubles {
  /** Of the telephone at this station. */
  of(station: number): StationTrouble;
  remove(station: number): void;
  /** The caller of a station gives up. */
  cancelled(station: number): void;
  /** `true` when a request to a station within a call was dealt with here. */
  takeRequest(received: Received, to: number): boolean;
  /** The answers that travel on instead of this one of a station. */
  instead(response: SipResponse, from: number): readonly SipResponse[];
}

/** How long a change waits for the one it is to meet. */
const crossLimitMs = 1000;

/** Ends the To tag of the telephone that answers second. */
const second = '-second';

const isChange = ({ method, body }: SipRequest) => method === 'INVITE' || (method === 'UPDATE' && body !== '');
const isAnswer = (response: SipResponse) =>
  response.status >= 200 && response.status < 300 && /INVITE$/.test(headerOf(response, 'cseq') ?? '');

export function createTroubles({ clock, answer, carryOn, carryBack }: TroublesOptions): Troubles {
  const troubles = new Map<number, StationTrouble>();
  /** Changes that wait until the other side has sent its own. */
  const crossing = new Map<number, Received>();
  const keptBack = new Map<number, SipResponse>();
  const refusedBranches = new Set<string>();

  const branchOf = (request: SipRequest) => topViaOf(request)?.branch ?? '';

  function create(station: number): StationTrouble {
    const made: StationTrouble = {
      letAnswer() {
        made.early = false;
        const kept = keptBack.get(station);
        keptBack.delete(station);
        if (kept) carryBack(kept);
      },
    };
    troubles.set(station, made);
    return made;
  }

  function refuse({ request, from }: Received, status: number): true {
    refusedBranches.add(branchOf(request));
    answer(responseTo(request, status), from);
    return true;
  }

  /** What comes from a station in trouble. */
  function fromTroubled(received: Received): boolean {
    const { request, from } = received;
    const late = request.method === 'BYE' ? troubles.get(from)?.byeLateMs : undefined;
    if (late !== undefined) clock.after(late, () => carryOn(received));
    const waiting = request.method === 'INVITE' ? crossing.get(from) : undefined;
    if (waiting) {
      crossing.delete(from);
      carryOn(received);
      carryOn(waiting);
    }
    return late !== undefined || waiting !== undefined;
  }

  return {
    of: (station) => troubles.get(station) ?? create(station),
    remove(station) {
      troubles.delete(station);
      crossing.delete(station);
      keptBack.delete(station);
    },
    // What was kept back crosses the CANCEL.
    cancelled: (station) => troubles.get(station)?.letAnswer(),
    takeRequest(received, to) {
      const { request, from } = received;
      if (request.method === 'ACK' && refusedBranches.delete(branchOf(request))) return true;
      if (request.method === 'BYE' && tagOf(request, 'to')?.endsWith(second)) {
        answer(responseTo(request, 200), from);
        return true;
      }
      if (fromTroubled(received)) return true;
      const trouble = troubles.get(to);
      if (!trouble || !isChange(request)) return false;
      const { collide, refusal } = trouble;
      if (collide) {
        trouble.collide = undefined;
        crossing.set(to, received);
        // Somebody who has nothing to change lets it pass.
        clock.after(crossLimitMs, () => crossing.get(to) === received && crossing.delete(to) && carryOn(received));
        collide();
        return true;
      }
      return refusal !== undefined && refuse(received, refusal);
    },
    instead(response, from) {
      const trouble = troubles.get(from);
      if (!trouble || !isAnswer(response)) return [response];
      if (trouble.early) {
        const again = keptBack.has(from);
        keptBack.set(from, response);
        return again ? [] : [{ ...response, status: 183, phrase: 'Session Progress' }];
      }
      if (!trouble.secondAnswer) return [response];
      trouble.secondAnswer = false;
      return [response, forkOf(response)];
    },
  };
}

const forkOf = (response: SipResponse): SipResponse => ({
  ...response,
  headers: response.headers.map(([name, value]) => [name, name === 'to' ? `${value}${second}` : value]),
});
