import type { Dialer } from '@dialdeck/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The number that was dialed last, for Redial. Looked up again when a record changed. */
export class LastDialed implements ReactiveController {
  number: string | undefined;

  #dialer: Dialer | undefined;
  #revision = -1;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Call it with each rendering. */
  follow(dialer: Dialer | undefined): void {
    const revision = dialer?.state.snapshot.recordsRevision ?? -1;
    if (dialer === this.#dialer && revision === this.#revision) return;
    this.#dialer = dialer;
    this.#revision = revision;
    if (!dialer) this.number = undefined;
    else void this.#search(dialer);
  }

  async #search(dialer: Dialer): Promise<void> {
    // Without records there is nothing to redial; the history is where a broken storage is shown.
    const page = await dialer.records.search({ limit: 20 }).catch(() => undefined);
    const number = page?.records.find(({ direction }) => direction === 'outgoing')?.number;
    if (dialer !== this.#dialer || number === this.number) return;
    this.number = number;
    this.host.requestUpdate();
  }
}
