import type { Clock, Unsubscribe } from '@dialdeck/core';
import type { SocketLike } from '@dialdeck/core/jssip';
import { createCallDesk, type Received } from './call-desk.js';
import type { Attendant } from './pending-call.js';
import { forwardedRequest, returnedResponse } from './proxy-step.js';
import { createRegistrar } from './registrar.js';
import {
  emptyRouting,
  type RoutingChange,
  reduceRouting,
  type Target,
  targetOfContact,
  targetOfUser,
} from './routing-state.js';
import { addressOf, nameAddressOf, responseTo, tagOf, topViaOf } from './sip-fields.js';
import { formatSipMessage, headerOf, parseSipMessage, type SipMessage, type SipResponse } from './sip-message.js';
import { createTroubles, type StationTrouble } from './station-trouble.js';
import { createStations, type Station } from './stations.js';
import { createWeather, type NetworkTrouble } from './weather.js';
import { createWireLog, type WireMessage } from './wire-log.js';

/** The exchange, as stories and tests see it. */
export interface Pbx {
  /** Every SIP message so far, latest last; the oldest are forgotten beyond two thousand. */
  readonly messages: readonly WireMessage[];
  /** Told every SIP message as it crosses the PBX. */
  listen(listener: (message: WireMessage) => void): Unsubscribe;
  /** Whether a phone of this number is signed in. */
  isRegistered(number: string): boolean;
  /** Cuts the connections of a number, as if the network went away for a moment. */
  drop(number: string): void;
  /** `false` cuts every connection and refuses new ones until `true`: the server is down. */
  setReachable(reachable: boolean): void;
  /** Nothing crosses the agents' connections for so long, and they look open all the same. What waits arrives then. */
  freeze(ms: number): void;
  /** The server starts anew: connections are cut, and it has forgotten who was signed in. Calls know nothing of it. */
  restart(): void;
  /** A socket in the wall for a telephone that lives elsewhere: `createSipPhone({ openSocket: pbx.plug('1002').open, … })`. */
  plug(number: string): Plug;
  /** Makes the agents' network slow or lossy, until the next time. @throws DialerError `sandbox-invalid` */
  setNetwork(trouble: NetworkTrouble): void;
}

/** The exchange, as the sandbox uses it. */
export interface PbxCore extends Pbx {
  /** A place to plug a phone of this number in. */
  plug(number: string, options?: PlugOptions): Plug;
  dispose(): void;
}

export interface PlugOptions {
  /** Not for the public: calls reach it only by {@link Plug.station}, and it needs no password. */
  readonly hidden?: boolean | undefined;
}

export interface Plug {
  readonly station: number;
  /** What goes wrong on the way to this phone. */
  readonly trouble: StationTrouble;
  /** Whoever this phone calls stops ringing: another telephone took the call (RFC 3326, cause 200). */
  takenElsewhere(): void;
  /** A new connection; a phone that reconnects asks again. */
  open(): SocketLike;
  /** Forgets the phone. */
  remove(): void;
}

export interface PbxOptions {
  readonly clock: Clock;
  readonly domain: string;
  /** Milliseconds every message takes. */
  readonly delayMs: number;
  readonly passwords: ReadonlyMap<string, string>;
  readonly attendant: Attendant;
}

/** A SIP proxy and registrar (RFC 3261 sections 10 and 16) for phones in the same page. */
export function createPbx({ clock, domain, delayMs, passwords, attendant }: PbxOptions): PbxCore {
  const proxyHost = `pbx.${domain}`;
  const log = createWireLog(clock);
  const register = createRegistrar({ clock, domain, passwords });
  const registerHidden = createRegistrar({ clock, domain, passwords: new Map() });
  const weather = createWeather(clock, delayMs);
  const calm = { delayMs, loses: () => false, frozenUntil: 0 };
  let routing = emptyRouting;
  let reachable = true;

  const stations = createStations({
    clock,
    weather: ({ hidden }) => (hidden ? calm : weather.now),
    accepts: () => reachable,
    onMessage: receive,
    onLost: ({ id }) => desk.noteLost(id),
  });
  const desk = createCallDesk({
    clock,
    attendant,
    forward,
    answer,
    isPresent,
    isKnown: stations.isKnown,
    targetOf: (user) => targetOfUser(routing, user, clock.now()),
    contactAt: (id) => stations.get(id)?.contact,
    numberAt: (id) => stations.get(id)?.number,
  });

  function change(what: RoutingChange): void {
    routing = reduceRouting(routing, what);
  }

  function isPresent(id: number): boolean {
    return stations.get(id)?.server !== undefined;
  }

  function answer(message: SipMessage, to: number): void {
    const station = stations.get(to);
    if (!station?.server) return;
    const text = formatSipMessage(message);
    log.add('pbx', station.number, text);
    station.server.send(text);
  }

  function forward({ request, from }: Received, target: Target): boolean {
    const moved = forwardedRequest(request, { uri: target.uri, proxyHost, from });
    if (!moved || !isPresent(target.station)) return false;
    answer(moved, target.station);
    if (request.method === 'CANCEL') troubles.cancelled(target.station);
    return true;
  }

  const troubles = createTroubles({ clock, answer, carryOn, carryBack });

  function receive(station: Station, text: string): void {
    // RFC 7118 section 6 and RFC 5626 section 3.5.1: a ping of two line ends is answered with one.
    if (text === '\r\n\r\n') {
      station.server?.send('\r\n');
      return;
    }
    log.add(station.number, 'pbx', text);
    const message = parseSipMessage(text);
    if (!message || !topViaOf(message)) return;
    const contact = headerOf(message, 'contact');
    if (contact !== undefined) change({ type: 'heard', contact: nameAddressOf(contact).uri, station: station.id });
    if (message.kind === 'response') troubles.instead(message, station.id).forEach(carryBack);
    else if (message.method === 'REGISTER')
      think(station, () => takeRegistration({ request: message, from: station.id }, station));
    else if (message.method === 'INVITE' && !tagOf(message, 'to'))
      think(station, () => takeRequest({ request: message, from: station.id }));
    else takeRequest({ request: message, from: station.id });
  }

  /** A busy server takes its time with what begins something. */
  function think({ hidden }: Station, run: () => void): void {
    if (hidden || weather.thinkMs === 0) run();
    else clock.after(weather.thinkMs, run);
  }

  function carryBack(response: SipResponse): void {
    const returned = returnedResponse(response, proxyHost);
    // 100 Trying is between neighbours only (RFC 3261 section 16.7).
    if (!returned || response.status === 100) return;
    desk.noteAnswer(returned.response, returned.station);
    answer(returned.response, returned.station);
  }

  function takeRegistration({ request, from }: Received, station: Station): void {
    const result = (station.hidden ? registerHidden : register)(request, from);
    if (station.hidden && result.change?.type === 'registered') station.contact = result.change.binding.contact;
    else if (!station.hidden && result.change) change(result.change);
    answer(result.response, from);
  }

  function takeRequest(received: Received): void {
    const { request } = received;
    const { method, uri } = request;
    const say = (status: number) => answer(responseTo(request, status, { toTag: 'pbx' }), received.from);
    if ((method === 'ACK' || method === 'CANCEL') && desk.takeFollowUp(received)) return;
    if (method === 'INVITE' && !tagOf(request, 'to')) desk.takeInvite(received);
    else if (method === 'CANCEL') say(481);
    else if (method === 'OPTIONS' && addressOf(uri)?.user === '') say(200);
    else if (!isTroubled(received) && !carryOn(received) && method !== 'ACK') say(tagOf(request, 'to') ? 481 : 404);
  }

  const whereTo = ({ request: { uri } }: Received) =>
    targetOfContact(routing, uri) ?? targetOfUser(routing, addressOf(uri)?.user ?? '', clock.now());

  function isTroubled(received: Received): boolean {
    return troubles.takeRequest(received, whereTo(received)?.station ?? -1);
  }

  /** Requests within a call, and those to a registered phone. */
  function carryOn(received: Received): boolean {
    const target = whereTo(received);
    return target !== undefined && forward(received, target);
  }

  function isRegistered(number: string): boolean {
    const target = targetOfUser(routing, number, clock.now());
    return target !== undefined && isPresent(target.station);
  }

  return {
    messages: log.messages,
    listen: log.listen,
    isRegistered,
    drop: (number) => stations.cut((station) => station.number === number && !station.hidden),
    setReachable(next) {
      reachable = next;
      if (!next) stations.cut(({ hidden }) => !hidden);
    },
    freeze: weather.freeze,
    setNetwork: weather.set,
    restart() {
      stations.cut(({ hidden }) => !hidden);
      for (const { id } of stations.public()) change({ type: 'removed', station: id });
    },
    plug(number, { hidden = false } = {}) {
      const station = stations.add(number, hidden);
      return {
        station: station.id,
        get trouble() {
          return troubles.of(station.id);
        },
        takenElsewhere: () => desk.takenElsewhere(station.id),
        open: () => stations.open(station),
        remove() {
          stations.remove(station);
          troubles.remove(station.id);
          change({ type: 'removed', station: station.id });
        },
      };
    },
    dispose() {
      reachable = false;
      stations.cut(() => true);
      desk.dispose();
    },
  };
}
