import type { CalledParty } from './attempt-caps.js';
import type { Constraint } from './constraint.js';

/** One person's agreement to be called, with its proof. */
export interface Consent {
  readonly id: string;
  /** E.164; the consent holds for this number only. */
  readonly number: string;
  /** What the person agreed to be called about. */
  readonly purpose: string;
  /** Milliseconds since 1970, UTC. */
  readonly grantedAt: number;
  /** How it can be proven. A consent without proof counts as none. */
  readonly evidence: ConsentEvidence;
  /** When it was relied on: each call that it allowed. */
  readonly usedAt: readonly number[];
  readonly revokedAt?: number | undefined;
  readonly expiresAt?: number | undefined;
}

export interface ConsentEvidence {
  readonly kind: 'form' | 'recording' | 'letter' | 'message' | 'other';
  /** Where the proof lies: the address of the form, the id of the recording, the words agreed to. */
  readonly reference: string;
}

/** PORT. The consents the company holds. */
export interface ConsentSource {
  find(party: CalledParty): readonly Consent[] | Promise<readonly Consent[]>;
}

/** A consent relied on once more; pure, the holder stores the result. */
export const consentUsed = (consent: Consent, at: number): Consent => ({ ...consent, usedAt: [...consent.usedAt, at] });

/** A consent taken back. The first revocation stands. */
export const consentRevoked = (consent: Consent, at: number): Consent => ({
  ...consent,
  revokedAt: Math.min(at, consent.revokedAt ?? at),
});

/** Until when the proof must be kept: `years` from the grant and again from each use, as a rule pack asks. */
export function keepConsentUntil({ grantedAt, usedAt }: Consent, years: number): number {
  const until = new Date(Math.max(grantedAt, ...usedAt));
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until.getTime();
}

/** Consents held in memory. */
export function createConsentLedger(consents: readonly Consent[]): ConsentSource {
  return { find: ({ number }) => consents.filter((consent) => consent.number === number) };
}

/** Whether the consent covers a call to the number about `purpose` at `at`. */
export function covers(
  consent: Consent,
  at: number,
  { number, purpose }: { readonly number: string; readonly purpose: string },
): boolean {
  const { grantedAt, revokedAt = Number.POSITIVE_INFINITY, expiresAt = Number.POSITIVE_INFINITY } = consent;
  const isProven = consent.evidence.reference.trim() !== '';
  return (
    isProven &&
    consent.number === number &&
    consent.purpose === purpose &&
    at >= grantedAt &&
    at < Math.min(revokedAt, expiresAt)
  );
}

export interface ConsentRequired {
  readonly consents: readonly Consent[];
  readonly number: string;
  readonly purpose: string;
}

/** Someone must have agreed, about this purpose, and not have taken it back. */
export function consentRequired({ consents, ...call }: ConsentRequired): Constraint {
  const found = (at: number) => consents.find((consent) => covers(consent, at, call));
  return {
    // A consent dated in the future opens the call then.
    isFinal: !consents.some((consent) => covers(consent, consent.grantedAt, call)),
    instants: consents.map(({ grantedAt }) => grantedAt),
    openAt: (at) => found(at) !== undefined,
    why(at) {
      const consent = found(at);
      if (consent === undefined) return `No proven consent to calls about "${call.purpose}" holds.`;
      return `Consent ${consent.id} of ${new Date(consent.grantedAt).toISOString()} (${consent.evidence.kind}).`;
    },
  };
}
