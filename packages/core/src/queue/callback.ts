/** A call that was promised. */
export interface Callback {
  /** UUIDv7. */
  readonly id: string;
  readonly leadId: string;
  readonly campaignId: string;
  /** The agreed time; milliseconds since 1970. */
  readonly at: number;
  /** For the agent who promised; missing: anyone. */
  readonly agentId?: string | undefined;
  readonly note?: string | undefined;
  /**
   * `open`: waits for its time. `kept`: dialed within the tolerance. `late`: dialed after it. `moved`: another time was
   * agreed. `dropped`: the lead is closed.
   */
  readonly state: 'open' | 'kept' | 'late' | 'moved' | 'dropped';
  /** How often its time passed without a call. */
  readonly missed: number;
  readonly createdAt: number;
  /** When it was dialed. */
  readonly keptAt?: number | undefined;
}

/** What is asked for when a time is agreed. */
export type CallbackRequest = Pick<Callback, 'at' | 'agentId' | 'note'>;
