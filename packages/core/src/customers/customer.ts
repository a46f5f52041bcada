/** A person or company in the CRM, as far as the dialer shows it. All text is untrusted and rendered as text. */
export interface Customer {
  /** The CRM's id. */
  readonly id: string;
  readonly name: string;
  readonly company?: string | undefined;
  /** Job title or role. */
  readonly title?: string | undefined;
  readonly numbers: readonly CustomerNumber[];
  /** What else to show, in order, such as plan or next step. */
  readonly fields?: readonly CustomerField[] | undefined;
  /** IANA time zone of the person, such as `America/Phoenix`. */
  readonly timeZone?: string | undefined;
  /** Where the CRM shows this record; opened by a link. Only `https:` and `http:` are followed. */
  readonly url?: string | undefined;
  /** Set when the person asked not to be called: no call button is offered. */
  readonly doNotCall?: { readonly since?: string | undefined; readonly reason?: string | undefined } | undefined;
  /** What the person agreed to or refused, newest last. */
  readonly consents?: readonly CustomerConsent[] | undefined;
}

/** What a customer agreed to, and when. */
export interface CustomerConsent {
  /** What it is about, such as `calls` or `recording`. */
  readonly about: string;
  readonly given: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Where it can be proved, such as `web form 17`. */
  readonly source?: string | undefined;
}

export interface CustomerNumber {
  /** Preferably E.164, such as `+12025550100`. */
  readonly number: string;
  /** Such as "Mobile". */
  readonly label?: string | undefined;
}

export interface CustomerField {
  readonly label: string;
  readonly value: string;
}

/** PORT. Who is behind a number. Asked once per call; a failure leaves the call without a name, never without audio. */
export interface CustomerDirectory {
  /** Likeliest match first; empty when nobody is known. */
  findByNumber(number: string, signal: AbortSignal): Promise<readonly Customer[]>;
}
