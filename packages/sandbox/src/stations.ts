import type { SocketLike } from '@dialdeck/core/jssip';
import { createSocketPair, type NetworkWeather, type ServerSocket, type SocketPairOptions } from './socket.js';

/** The socket in the wall that one phone is plugged into. It stays the same when the phone reconnects. */
export interface Station {
  readonly id: number;
  readonly number: string;
  /** Not for the public: calls reach it only by its id, and it needs no password. */
  readonly hidden: boolean;
  /** Where the phone of a hidden station wants its calls. */
  contact?: string | undefined;
  /** The connection, while there is one. */
  server?: ServerSocket | undefined;
}

export interface StationsOptions extends Pick<SocketPairOptions, 'clock' | 'accepts'> {
  readonly weather: (station: Station) => NetworkWeather;
  readonly onMessage: (station: Station, text: string) => void;
  readonly onLost: (station: Station) => void;
}

export interface Stations {
  add(number: string, hidden: boolean): Station;
  /** A new connection for a station; the one before it is gone. */
  open(station: Station): SocketLike;
  get(id: number): Station | undefined;
  /** Whether a phone of this number was ever plugged in for the public. */
  isKnown(number: string): boolean;
  remove(station: Station): void;
  /** Cuts connections, as if the network went away. */
  cut(which: (station: Station) => boolean): void;
  /** Those the public can reach. */
  public(): readonly Station[];
}

export function createStations({ clock, weather, accepts, onMessage, onLost }: StationsOptions): Stations {
  const stations = new Map<number, Station>();
  let nextId = 1;
  return {
    add(number, hidden) {
      const station: Station = { id: nextId++, number, hidden };
      stations.set(station.id, station);
      return station;
    },
    open(station) {
      const { phone, server } = createSocketPair({
        clock,
        weather: () => weather(station),
        accepts,
        onMessage: (text) => onMessage(station, text),
        onClose() {
          if (station.server !== server) return;
          station.server = undefined;
          onLost(station);
        },
      });
      station.server = server;
      return phone;
    },
    get: (id) => stations.get(id),
    isKnown: (number) => [...stations.values()].some((station) => !station.hidden && station.number === number),
    remove: ({ id }) => void stations.delete(id),
    public: () => [...stations.values()].filter(({ hidden }) => !hidden),
    cut(which) {
      for (const station of stations.values()) if (which(station)) station.server?.close();
    },
  };
}
