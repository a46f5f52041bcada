import type { ToneSettings } from './audio/sound-desk.js';
import type { CrmAdapter } from './crm/crm-adapter.js';
import type { ScreenPopPolicy } from './crm/screen-pop.js';
import type { CustomerDirectory } from './customers/customer.js';
import type { AgentIdentity } from './dialer-state.js';
import { both, listOf, must, mustBeWithin, mustHave, objectOf, optional, parseOptions } from './options.js';
import type { Phone } from './phone/phone.js';
import { type Clock, systemClock } from './shared/clock.js';
import { createMemoryStorage } from './storage/memory.js';
import type { Storage } from './storage/storage.js';
import { type Disposition, defaultDispositions } from './wrap-up/wrap-up-state.js';

/** What `createDialer` takes. Only `phone` is required. */
export interface DialerOptions {
  /** `createSipPhone(…)`, the sandbox's phone, or your own. The dialer disposes of it. */
  readonly phone: Phone;
  /** Where records live. @defaultValue memory: gone with the page */
  readonly storage?: Storage | undefined;
  readonly agent?: AgentIdentity | undefined;
  /** Who is behind a number. @defaultValue nobody is known */
  readonly customers?: CustomerDirectory | undefined;
  /** Gets every finished call, and says who is behind a number unless `customers` does. @defaultValue no CRM */
  readonly crm?: CrmAdapter | undefined;
  /** When the CRM opens the customer's record. @defaultValue `{ incoming: 'ring', outgoing: 'never' }` */
  readonly screenPop?: ScreenPopPolicy | undefined;
  /** The results an agent can choose. @defaultValue `defaultDispositions` */
  readonly dispositions?: readonly Disposition[] | undefined;
  /** Ask for a result after a call. @defaultValue `true`: after outgoing calls that reached the network, and incoming ones that were answered */
  readonly wrapUp?: boolean | undefined;
  /** Calls at the same time, 1 to 8. One more incoming call hears busy. @defaultValue 4 */
  readonly maxCalls?: number | undefined;
  /** An outgoing call that rings longer ends as `no-answer`. 5 to 300. @defaultValue 45 */
  readonly ringLimitSeconds?: number | undefined;
  /** Let the browser ask before it closes the page while somebody is on a line. Off, because many CRM pages ask themselves. @defaultValue `false` */
  readonly closeProtection?: boolean | undefined;
  /** The tones the agent hears: ring, ringback, busy. `false` for none. @defaultValue all of them, when the phone has audio */
  readonly tones?: ToneSettings | false | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** The same, checked and with defaults filled in. */
export interface ResolvedDialerOptions {
  readonly phone: Phone;
  readonly storage: Storage;
  readonly agent: AgentIdentity | undefined;
  readonly customers: CustomerDirectory | undefined;
  readonly crm: CrmAdapter | undefined;
  readonly screenPop: ScreenPopPolicy | undefined;
  readonly dispositions: readonly Disposition[];
  readonly wrapUp: boolean;
  readonly maxCalls: number;
  readonly ringLimitSeconds: number;
  readonly closeProtection: boolean;
  readonly tones: ToneSettings | false;
  readonly clock: Clock;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isBoolean = (value: unknown) => typeof value === 'boolean';

const toneNames: readonly string[] = [
  'ring',
  'ringUrl',
  'callWaiting',
  'ringback',
  'busy',
] satisfies readonly (keyof ToneSettings)[];
const isTone = ([name, set]: readonly [string, unknown]) =>
  toneNames.includes(name) && (set === undefined || (name === 'ringUrl' ? isText : isBoolean)(set));
const areTones = (value: unknown) =>
  value === false || (Object(value) === value && Object.entries(value as object).every(isTone));

const disposition = objectOf<Disposition>({
  id: must<string>(isText, 'must be a non-empty text. Pass an id such as "sale".'),
  label: must<string>(isText, 'must be a non-empty text. Pass what the agent reads.'),
  doNotCall: optional(must<boolean>(isBoolean, 'must be true or false.')),
});

const agent = objectOf<AgentIdentity>(
  {
    id: must<string>(isText, 'must be a non-empty text. Pass the id your system knows the agent by.'),
    name: optional(must<string>(isText, "must be a non-empty text. Pass the agent's name, or leave it out.")),
  },
  'must be an object. Pass something like { id: "a17", name: "Li" }.',
);

const differ = (list: readonly Disposition[]) => new Set(list.map(({ id }) => id)).size === list.length;

const dialerOptions = objectOf<DialerOptions>({
  phone: mustHave<Phone>(
    'must be a phone. Pass createSipPhone({ … }) or the phone of a sandbox.',
    'connect',
    'dial',
    'dispose',
  ),
  storage: optional(
    mustHave<Storage>(
      'must be a storage. Pass await openBrowserStorage({ name }).',
      'saveRecord',
      'searchRecords',
      'findOrphans',
    ),
  ),
  agent: optional(agent),
  customers: optional(
    mustHave<CustomerDirectory>('must have a findByNumber(number, signal) method. Add it.', 'findByNumber'),
  ),
  crm: optional(
    mustHave<CrmAdapter>('must be a CRM adapter. Pass an object with upsertCall, matchCustomers or others.'),
  ),
  screenPop: optional(
    must<ScreenPopPolicy>(
      (value) => Object.values(Object(value)).every((moment) => ['never', 'ring', 'answer'].includes(String(moment))),
      "must name a moment per direction. Pass { incoming: 'ring', outgoing: 'never' }.",
    ),
  ),
  dispositions: optional(
    both<readonly Disposition[]>(
      listOf(disposition, 'must be a list. Pass [{ id, label }].'),
      must(
        (list) => (list as Disposition[]).length > 0,
        'must not be empty. Pass one or more, or leave it out for the built-in ones.',
      ),
      must((list) => differ(list as Disposition[]), 'must have ids that differ. Rename one of those with the same id.'),
    ),
  ),
  wrapUp: optional(must<boolean>(isBoolean, 'must be true or false.')),
  maxCalls: optional(mustBeWithin(1, 8, 'how many calls may be up at once, such as 4')),
  ringLimitSeconds: optional(mustBeWithin(5, 300, 'seconds, such as 45')),
  closeProtection: optional(must<boolean>(isBoolean, 'must be true or false.')),
  tones: optional(
    must<ToneSettings | false>(areTones, 'must be false or tone settings. Pass something like { busy: false }.'),
  ),
  clock: optional(
    mustHave<Clock>("must be a clock with now() and after(). Leave it out to use the machine's.", 'now', 'after'),
  ),
});

/** @throws DialerError `config-invalid`, naming every wrong field */
export function resolveDialerOptions(options: DialerOptions): ResolvedDialerOptions {
  const given = parseOptions(dialerOptions, options, { what: 'createDialer' });
  return {
    phone: given.phone,
    storage: given.storage ?? createMemoryStorage(),
    agent: given.agent,
    customers: given.customers,
    crm: given.crm,
    screenPop: given.screenPop,
    dispositions: given.dispositions ?? defaultDispositions,
    wrapUp: given.wrapUp ?? true,
    maxCalls: given.maxCalls ?? 4,
    ringLimitSeconds: given.ringLimitSeconds ?? 45,
    closeProtection: given.closeProtection ?? false,
    tones: given.tones ?? {},
    clock: given.clock ?? systemClock,
  };
}
