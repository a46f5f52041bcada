/** Something that happened with a customer, as the CRM knows it. All text is untrusted. */
export interface TimelineEntry {
  /** The CRM's id; each once in a timeline. */
  readonly id: string;
  readonly type: 'call' | 'note' | 'callback' | 'email' | 'meeting' | 'other';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What to show: a subject, a note. At most 32,000 characters. */
  readonly text: string;
  /** Who did it. */
  readonly author?: string | undefined;
  /** The dialer's own id, for a call it logged. */
  readonly callId?: string | undefined;
  /** Where the CRM shows it. Only `https:` and `http:` are followed. */
  readonly url?: string | undefined;
}

/** Newest first. */
export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  /** 1 to 2,000 characters; absent on the last page. */
  readonly nextCursor?: string | undefined;
}
