/** What a contender is given to register with the exchange. */
export interface Account {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly server: string;
  readonly iceServers: readonly RTCIceServer[];
}

/** One telephone library, as the bench sees it. */
export interface Contender {
  /** Registers. */
  start(account: Account): Promise<void>;
  /** The click: everything from here on is measured. Resolves with how to hang up, once answered. */
  call(number: string): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Hears the far end, as every application does. */
export function listenTo(pc: RTCPeerConnection): void {
  const player = new Audio();
  pc.addEventListener('track', ({ track }) => {
    player.srcObject = new MediaStream([track]);
    void player.play();
  });
}
