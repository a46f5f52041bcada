import { addressOf } from './sip-fields.js';

/** A phone that asked to be found (RFC 3261 section 10). */
export interface Binding {
  readonly user: string;
  /** Where to send requests: the URI of the Contact. */
  readonly contact: string;
  readonly station: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What the PBX knows of who is where. A station is the socket in the wall that a phone is plugged into. */
export interface RoutingState {
  /** Latest first. */
  readonly bindings: readonly Binding[];
  /** Which station a Contact belongs to, by `user@host`. All phones of a page may call themselves the same host. */
  readonly contacts: ReadonlyMap<string, number>;
}

export const emptyRouting: RoutingState = { bindings: [], contacts: new Map() };

export type RoutingChange =
  | { readonly type: 'registered'; readonly binding: Binding }
  | { readonly type: 'unregistered'; readonly user: string; readonly contact?: string | undefined }
  /** A phone told where it wants the requests of a call. */
  | { readonly type: 'heard'; readonly contact: string; readonly station: number }
  | { readonly type: 'removed'; readonly station: number };

/** Who is where, after one more thing happened. */
export function reduceRouting(state: RoutingState, change: RoutingChange): RoutingState {
  switch (change.type) {
    case 'registered':
      return { ...state, bindings: [change.binding, ...without(state, change.binding.user, change.binding.contact)] };
    case 'unregistered':
      return { ...state, bindings: without(state, change.user, change.contact) };
    case 'heard': {
      const key = keyOf(change.contact);
      if (key === undefined || state.contacts.get(key) === change.station) return state;
      return { ...state, contacts: new Map(state.contacts).set(key, change.station) };
    }
    case 'removed':
      return {
        bindings: state.bindings.filter(({ station }) => station !== change.station),
        contacts: new Map([...state.contacts].filter(([, station]) => station !== change.station)),
      };
  }
}

const without = ({ bindings }: RoutingState, user: string, contact?: string) =>
  bindings.filter((binding) => binding.user !== user || (contact !== undefined && binding.contact !== contact));

function keyOf(uri: string): string | undefined {
  const address = addressOf(uri);
  return address && `${address.user}@${address.host}`;
}

/** Where a request goes, and the Request-URI it goes with. */
export interface Target {
  readonly station: number;
  readonly uri: string;
}

/** A phone by its registered user: how calls start. */
export function targetOfUser(state: RoutingState, user: string, now: number): Target | undefined {
  const binding = state.bindings.find((candidate) => candidate.user === user && candidate.expiresAt > now);
  return binding && { station: binding.station, uri: binding.contact };
}

/** A phone by its Contact: how requests within a call travel. */
export function targetOfContact(state: RoutingState, uri: string): Target | undefined {
  const key = keyOf(uri);
  const station = key === undefined ? undefined : state.contacts.get(key);
  return station === undefined ? undefined : { station, uri };
}
