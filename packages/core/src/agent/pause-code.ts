/** Why an agent takes no calls. */
export interface PauseCode {
  readonly id: string;
  /** Shown to the agent. For the built-in ones the elements translate it by id. */
  readonly label: string;
  /** Whether the time is paid. @defaultValue `true` */
  readonly billable?: boolean | undefined;
  /** How long it may last, in seconds; afterwards the state says so. @defaultValue no limit */
  readonly maxSeconds?: number | undefined;
  /** Asks `approvePause` first. @defaultValue `false` */
  readonly needsApproval?: boolean | undefined;
}

/** The reasons offered when the host names none. */
export const defaultPauseCodes: readonly PauseCode[] = Object.freeze([
  { id: 'break', label: 'Break', maxSeconds: 15 * 60 },
  { id: 'lunch', label: 'Lunch', billable: false, maxSeconds: 60 * 60 },
  { id: 'meeting', label: 'Meeting' },
  { id: 'training', label: 'Training' },
  { id: 'paperwork', label: 'Paperwork' },
  { id: 'technical', label: 'Technical problem' },
]);
