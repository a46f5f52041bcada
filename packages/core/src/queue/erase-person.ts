import { type Consent, keepConsentUntil } from '../compliance/consent.js';
import { DialerError } from '../errors.js';
import type { ErasedPart, ErasureSubject } from '../records/data-eraser.js';
import { digitsOf } from '../records/search-words.js';
import type { QueueStep, QueueStore } from '../storage/queue-store.js';
import type { Attempt } from './attempt.js';
import type { Lead } from './lead.js';

/** Whom to forget in the queue. */
export interface PersonInQueue extends ErasureSubject {
  /** Leads that calls were made for, by the records. */
  readonly leadIds: readonly string[];
}

/**
 * How long the proof of a consent is kept, from the grant and again from each use: five years, as the Telemarketing Sales
 * Rule (16 CFR 310.5) and the German UWG (section 7a) ask. GDPR Article 17 (3) (b) and (e) allow it.
 */
const consentYears = 5;

/** What an attempt still says: that there was a call, when, and how it ended; the rates that the law limits need it. */
const withoutPerson = ({ accountId: _account, consentIds: _consents, ...attempt }: Attempt): Attempt => ({
  ...attempt,
  number: '',
  leadId: '',
});

/** A lead is in E.164; a person writes numbers in many ways. */
const spellings = (number: string) => [...new Set([number, `+${digitsOf(number)}`])];

/**
 * Forgets a person: leads and callbacks go, attempts lose everything that tells who it was, consents that nobody has to
 * prove any more go. Do-not-call entries and the other consents stay: without them nobody knows what was asked for.
 * @throws DialerError `lead-busy` when somebody works on a lead of the person: ask again; `storage-failed`
 */
export async function erasePerson(
  store: QueueStore,
  person: PersonInQueue,
  now: number,
): Promise<readonly ErasedPart[]> {
  const numbers = (person.numbers ?? []).flatMap(spellings);
  const externalIds = person.customerId === undefined ? [] : [person.customerId];
  const named = await Promise.all(person.leadIds.map((id) => store.getLead(id)));
  const found = [...(await store.findLeads({ numbers, externalIds })), ...named.filter((lead) => lead !== undefined)];
  const [others, theirs] = [found.filter(isOfAnother(person)), found.filter((lead) => !isOfAnother(person)(lead))];
  const leads = [...new Map(theirs.map((lead) => [lead.id, lead])).values()];
  const all = [...new Set([...numbers, ...leads.flatMap((lead) => lead.numbers.map(({ e164 }) => e164))])];
  const campaigns = [...new Set(leads.map(({ campaignId }) => campaignId))];
  const callbacks = (await Promise.all(campaigns.map((id) => store.callbacks(id)))).flat();
  const consents = (await Promise.all(all.map((number) => store.consentsFor(number)))).flat();
  const old = consents.filter((consent) => keepConsentUntil(consent, consentYears) <= now);
  const kept = { entries: await countEntries(store, all), consents: consents.length - old.length };
  const ids = new Set(leads.map(({ id }) => id));
  const gone = {
    leadIds: [...ids],
    numbers: all,
    otherIds: new Set(others.map(({ id }) => id)),
    callbackIds: callbacks.filter(({ leadId }) => ids.has(leadId)).map(({ id }) => id),
    consents: old,
  };
  const counts = await store.change((step) => eraseIn(step, gone), true);
  for (const { id: leadId, campaignId } of leads) store.tell({ type: 'leads-changed', campaignId, leadId });
  return [
    { what: 'leads', count: counts.leads },
    { what: 'callbacks', count: gone.callbackIds.length },
    { what: 'attempts', count: counts.attempts },
    { what: 'consents', count: old.length },
    { what: 'do-not-call', count: kept.entries, keptFor: 'Without it the person would be called again.' },
    { what: 'consents', count: kept.consents, keptFor: `The proof is kept for ${consentYears} years after each use.` },
  ];
}

/** Colleagues share a line: a lead that is known to be another customer stays. */
const isOfAnother =
  ({ customerId, leadIds }: PersonInQueue) =>
  ({ id, externalId }: Lead): boolean =>
    customerId !== undefined && externalId !== undefined && externalId !== customerId && !leadIds.includes(id);

async function countEntries(store: QueueStore, numbers: readonly string[]): Promise<number> {
  const found = await Promise.all(numbers.map((number) => store.doNotCallFor(number)));
  return found.flat().filter(({ scope }) => scope !== 'prefix').length;
}

interface Gone {
  readonly leadIds: readonly string[];
  readonly otherIds: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly callbackIds: readonly string[];
  readonly consents: readonly Consent[];
}

async function eraseIn(step: QueueStep, { leadIds, otherIds, numbers, callbackIds, consents }: Gone) {
  const leads: Lead[] = [];
  for (const id of leadIds) {
    const lead = await step.getLead(id);
    if (lead?.lease)
      throw new DialerError('lead-busy', 'Somebody works on a lead of this person; ask again in a moment.');
    if (lead) leads.push(lead);
  }
  const attempts = new Map<string, Attempt>();
  for (const party of [...leadIds.map((leadId) => ({ leadId })), ...numbers.map((number) => ({ number }))]) {
    for (const attempt of await step.attemptsTo(party)) {
      if (!otherIds.has(attempt.leadId)) attempts.set(attempt.id, withoutPerson(attempt));
    }
  }
  const consentIds = consents.map(({ id }) => id);
  step.erase({ leads, attempts: [...attempts.values()], callbackIds, consentIds });
  return { leads: leads.length, attempts: attempts.size };
}
