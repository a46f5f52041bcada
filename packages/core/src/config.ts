import { defaultPauseCodes, type PauseCode } from './agent/pause-code.js';
import type { ToneSettings } from './audio/sound-desk.js';
import type { CrmAdapter } from './crm/crm-adapter.js';
import type { ScreenPopPolicy } from './crm/screen-pop.js';
import type { CustomFieldDefinition } from './customers/custom-field.js';
import type { CustomerDirectory } from './customers/customer.js';
import type { AgentIdentity } from './dialer-state.js';
import type { DialQueuePart } from './dialing/queue-world.js';
import type { DialCheck } from './intents/dial-check.js';
import {
  both,
  type Check,
  either,
  listOf,
  must,
  mustBeWithin,
  mustHave,
  objectOf,
  optional,
  parseOptions,
} from './options.js';
import type { Phone } from './phone/phone.js';
import type { Recording } from './recording/recording.js';
import type { RetentionPolicy } from './records/record-retention.js';
import { type Clock, systemClock } from './shared/clock.js';
import { createMemoryStorage } from './storage/memory.js';
import type { Storage } from './storage/storage.js';
import type { WrapUpRules } from './wrap-up/wrap-up-rules.js';
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
  /**
   * Asked before every outgoing call, also those an agent types; what it forbids is not dialed.
   * @defaultValue nothing is asked
   */
  readonly compliance?: DialCheck | undefined;
  /** Leads to call, one after the other: `createDialQueue({ … })` of `@dialdeck/core/queue`. @defaultValue none */
  readonly queue?: DialQueuePart | undefined;
  /** Records calls and leaves messages: `createRecording` of `@dialdeck/core/recording`. @defaultValue neither */
  readonly recording?: Recording | undefined;
  /** When the CRM opens the customer's record. @defaultValue `{ incoming: 'ring', outgoing: 'never' }` */
  readonly screenPop?: ScreenPopPolicy | undefined;
  /** The results an agent can choose. @defaultValue `defaultDispositions` */
  readonly dispositions?: readonly Disposition[] | undefined;
  /** Ask for a result after a call. @defaultValue `true`: after outgoing calls that reached the network, and incoming ones that were answered */
  readonly wrapUp?: boolean | WrapUpRules | undefined;
  /** Why agents pause. @defaultValue `defaultPauseCodes` */
  readonly pauseCodes?: readonly PauseCode[] | undefined;
  /** Decides about pauses whose code needs approval. @defaultValue they are refused */
  readonly approvePause?: ((code: PauseCode) => boolean | Promise<boolean>) | undefined;
  /** Calls at the same time, 1 to 8. One more incoming call hears busy. @defaultValue 4 */
  readonly maxCalls?: number | undefined;
  /** An outgoing call that rings longer ends as `no-answer`. 5 to 300. @defaultValue 45 */
  readonly ringLimitSeconds?: number | undefined;
  /** Let the browser ask before it closes the page while somebody is on a line. Off, because many CRM pages ask themselves. @defaultValue `false` */
  readonly closeProtection?: boolean | undefined;
  /** The tones the agent hears: ring, ringback, busy. `false` for none. @defaultValue all of them, when the phone has audio */
  readonly tones?: ToneSettings | false | undefined;
  /** How long records are kept; applied at the start and daily. @defaultValue for ever */
  readonly retention?: RetentionPolicy | undefined;
  /** Fields of customers that the host invents. @defaultValue none */
  readonly customerFields?: readonly CustomFieldDefinition[] | undefined;
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
  readonly compliance: DialCheck | undefined;
  readonly queue: DialQueuePart | undefined;
  readonly recording: Recording | undefined;
  readonly screenPop: ScreenPopPolicy | undefined;
  readonly dispositions: readonly Disposition[];
  readonly wrapUp: boolean;
  readonly wrapUpRules: WrapUpRules;
  readonly pauseCodes: readonly PauseCode[];
  readonly approvePause: DialerOptions['approvePause'];
  readonly maxCalls: number;
  readonly ringLimitSeconds: number;
  readonly closeProtection: boolean;
  readonly tones: ToneSettings | false;
  readonly retention: RetentionPolicy | undefined;
  readonly customerFields: readonly CustomFieldDefinition[];
  readonly clock: Clock;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const yesOrNo = optional(must<boolean>(isBoolean, 'must be true or false.'));

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

const textOf = (cure: string) => must<string>(isText, `must be a non-empty text. ${cure}`);
const namesOf = { id: textOf('Pass an id such as "sale".'), label: textOf('Pass what the agent reads.') };

const madeBy = <T extends object>(factory: string, method: keyof T & string) =>
  mustHave<T>(`must have ${method}(). Pass ${factory}({ … }).`, method);

/** A list of things whose ids differ. */
const listById = <T extends { readonly id: string }>(item: Check<T>, example: string) =>
  both<readonly T[]>(
    listOf(item, `must be a list. Pass [${example}].`),
    must((list) => differ(list as T[]), 'must have ids that differ. Rename one of those with the same id.'),
  );

const disposition = objectOf<Disposition>({
  ...namesOf,
  doNotCall: yesOrNo,
  selectable: yesOrNo,
  noteRequired: yesOrNo,
  callback: yesOrNo,
  humanAnswered: yesOrNo,
  answeringMachine: yesOrNo,
  customerContact: yesOrNo,
  sale: yesOrNo,
  notInterested: yesOrNo,
  unworkable: yesOrNo,
  completed: yesOrNo,
  minTalkSeconds: optional(mustBeWithin(0, 86_400, 'seconds, such as 10')),
  maxTalkSeconds: optional(mustBeWithin(0, 86_400, 'seconds, such as 10')),
  category: optional(textOf('Leave it out for none.')),
});

const wrapUpRules = objectOf<WrapUpRules>({
  seconds: optional(mustBeWithin(5, 3_600, 'seconds, such as 60')),
  extendSeconds: optional(mustBeWithin(5, 3_600, 'seconds, such as 30')),
  maxExtensions: optional(mustBeWithin(0, 100, 'how often the time can be extended, such as 3')),
  timeoutDisposition: optional(textOf('Pass the id of a disposition.')),
});

const pauseCode = objectOf<PauseCode>({
  ...namesOf,
  billable: yesOrNo,
  maxSeconds: optional(mustBeWithin(1, 86_400, 'seconds, such as 900')),
  needsApproval: yesOrNo,
});

const agent = objectOf<AgentIdentity>(
  {
    id: textOf('Pass the id your system knows the agent by.'),
    name: optional(textOf("Pass the agent's name, or leave it out.")),
  },
  'must be an object. Pass something like { id: "a17", name: "Li" }.',
);

const differ = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id)).size === list.length;

const isDays = (value: unknown) => value === undefined || (Number.isInteger(value) && (value as number) >= 1);

const customField = must<CustomFieldDefinition>((value) => {
  const { id, label, type, choices } = Object(value) as CustomFieldDefinition;
  const known = ['text', 'number', 'date', 'choice'].includes(type) && (type !== 'choice' || Array.isArray(choices));
  return known && isText(label) && /^[\w-]{1,64}$/.test(String(id));
}, "must be a field. Pass something like { id: 'plan', label: 'Plan', type: 'text' }; a choice also has choices.");

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
  compliance: optional(madeBy<DialCheck>('createCompliance', 'check')),
  recording: optional(madeBy<Recording>('createRecording', 'attach')),
  queue: optional(madeBy<DialQueuePart>('createDialQueue', 'attach')),
  screenPop: optional(
    must<ScreenPopPolicy>(
      (value) => Object.values(Object(value)).every((moment) => ['never', 'ring', 'answer'].includes(String(moment))),
      "must name a moment per direction. Pass { incoming: 'ring', outgoing: 'never' }.",
    ),
  ),
  dispositions: optional(
    both<readonly Disposition[]>(
      listById(disposition, '{ id, label }'),
      must(
        (list) => (list as Disposition[]).length > 0,
        'must not be empty. Pass one or more, or leave it out for the built-in ones.',
      ),
    ),
  ),
  wrapUp: optional(either<boolean | WrapUpRules>(must(isBoolean, 'must be true, false or rules.'), wrapUpRules)),
  pauseCodes: optional(listById(pauseCode, '{ id, label }')),
  approvePause: optional(
    must<NonNullable<DialerOptions['approvePause']>>(
      (value) => typeof value === 'function',
      'must be a function. Pass something like async (code) => askSupervisor(code.id).',
    ),
  ),
  maxCalls: optional(mustBeWithin(1, 8, 'how many calls may be up at once, such as 4')),
  ringLimitSeconds: optional(mustBeWithin(5, 300, 'seconds, such as 45')),
  closeProtection: yesOrNo,
  tones: optional(
    must<ToneSettings | false>(areTones, 'must be false or tone settings. Pass something like { busy: false }.'),
  ),
  retention: optional(
    must<RetentionPolicy>(
      (value) => isDays(Object(value).days) && Object.values(Object(Object(value).outcomes)).every(isDays),
      'must name whole days. Pass something like { days: 365, outcomes: { missed: 30 } }.',
    ),
  ),
  customerFields: optional(listById(customField, '{ id, label, type }')),
  clock: optional(
    mustHave<Clock>("must be a clock with now() and after(). Leave it out to use the machine's.", 'now', 'after'),
  ),
});

/** @throws DialerError `config-invalid`, naming every wrong field */
export function resolveDialerOptions(options: DialerOptions): ResolvedDialerOptions {
  const given = parseOptions(dialerOptions, options, { what: 'createDialer' });
  const rules = Object(given.wrapUp) === given.wrapUp ? (given.wrapUp as WrapUpRules) : {};
  return { ...defaultsOf(given), ...definedIn(given), wrapUp: given.wrapUp !== false, wrapUpRules: rules };
}

const defaultsOf = ({ storage }: DialerOptions) => ({
  storage: storage ?? createMemoryStorage(),
  dispositions: defaultDispositions,
  pauseCodes: defaultPauseCodes,
  maxCalls: 4,
  ringLimitSeconds: 45,
  closeProtection: false,
  tones: {},
  customerFields: [],
  clock: systemClock,
});

/** Without the fields that were passed as `undefined`, so that the defaults stand. */
const definedIn = (given: DialerOptions) =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as ResolvedDialerOptions;
