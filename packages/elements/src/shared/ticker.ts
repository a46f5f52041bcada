import type { ReactiveController, ReactiveControllerHost } from 'lit';

const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  for (const host of hosts) host.requestUpdate();
}

function follow(): void {
  clearInterval(timer);
  timer = undefined;
  if (hosts.size === 0 || document.hidden) return;
  tick();
  timer = setInterval(tick, 1000);
}

/**
 * Re-renders its element once a second while {@link running}. All elements of a page share one timer,
 * which rests while the page is hidden.
 */
export class Ticker implements ReactiveController {
  #running = false;
  #connected = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Whether something on the element counts. Set it while rendering. */
  set running(running: boolean) {
    if (running === this.#running) return;
    this.#running = running;
    this.#apply();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#apply();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#apply();
  }

  #apply(): void {
    const wanted = this.#running && this.#connected;
    if (wanted === hosts.has(this.host)) return;
    const before = hosts.size;
    if (wanted) hosts.add(this.host);
    else hosts.delete(this.host);
    if (before === 0) document.addEventListener('visibilitychange', follow);
    if (hosts.size === 0) document.removeEventListener('visibilitychange', follow);
    // The first one starts the timer after the current rendering, not within it.
    if (before === 0 || hosts.size === 0) queueMicrotask(follow);
  }
}
