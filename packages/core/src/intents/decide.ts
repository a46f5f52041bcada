import type { EventLog } from '../event-log.js';
import type { Clock } from '../shared/clock.js';
import type { Intent, IntentDecision, IntentSubject, IntentType } from './intents.js';

interface Question {
  readonly type: IntentType;
  readonly subject: IntentSubject;
  readonly listeners: readonly ((intent: Intent) => void)[];
  readonly clock: Clock;
  /** Told when it was prevented. */
  readonly tell?: EventLog['tell'] | undefined;
}

/** How long listeners may think, in milliseconds, and what silence means. */
const limits = {
  'before-dial': { ms: 10_000, silenceAllows: false },
  'before-answer': { ms: 3_000, silenceAllows: true },
  'before-hang-up': { ms: 3_000, silenceAllows: true },
} as const satisfies Record<IntentType, { readonly ms: number; readonly silenceAllows: boolean }>;

/** Asks every listener, and says so when the act was prevented. */
export async function decide(question: Question): Promise<IntentDecision> {
  const { type, subject, tell } = question;
  const said = await ask(question);
  if (!said.allowed) {
    tell?.('dialdeck.call.prevented', { ...subject, intent: type, reason: said.reason }, subject.callId);
  }
  return said;
}

/** A listener that throws has not agreed to a dial, and has nothing to say about the rest. */
async function ask({ type, subject, listeners, clock }: Question): Promise<IntentDecision> {
  const { ms, silenceAllows } = limits[type];
  const waiting: Promise<unknown>[] = [];
  let prevented: string | undefined;
  const intent: Intent = {
    ...subject,
    type,
    prevent: (reason = 'The page stopped it.') => {
      prevented ??= reason;
    },
    waitUntil: (decision) => void waiting.push(decision),
  };
  for (const listener of listeners) {
    try {
      listener(intent);
    } catch (error) {
      waiting.push(silenceAllows ? Promise.resolve() : Promise.reject(error));
      reportError(error);
    }
  }
  const silence: IntentDecision = silenceAllows
    ? { allowed: true }
    : { allowed: false, reason: 'The page did not decide in time.' };
  const answered = Promise.allSettled(waiting).then((decisions): IntentDecision => {
    const agreed = decisions.every((one) => one.status === 'fulfilled' && one.value !== false);
    if (prevented === undefined && agreed) return { allowed: true };
    return { allowed: false, reason: prevented ?? 'The page stopped it.' };
  });
  let stop = () => {};
  const late = new Promise<IntentDecision>((resolve) => {
    stop = clock.after(ms, () => resolve(prevented === undefined ? silence : { allowed: false, reason: prevented }));
  });
  return Promise.race([answered, late]).finally(() => stop());
}

/** As an uncaught error: the host sees its own defect, nobody else is touched. */
function reportError(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
