import type { CallState } from '../calls/call-state.js';
import type { CrmState } from '../crm/crm.js';
import type { DialerEvent } from '../dialer-events.js';
import type { DialerState } from '../dialer-state.js';
import type { ErrorInfo } from '../errors.js';
import { z } from '../shared/schema.js';

/*
 * What tabs say to each other. Tabs of another version are not understood: while a site changes from one to the next,
 * old tabs cannot command new ones, and say so (`owner-unreachable`).
 */

/** Grows with every change of a message that an older tab would misread. */
const version = 1;

/** The whole dialer as its owner sees it. */
export interface TabPicture {
  readonly state: DialerState;
  /** Last pictures of calls that ended since the one before. */
  readonly ended: readonly CallState[];
  readonly crm?: CrmState | undefined;
  /** Parts that exist only with an option, such as `recordings`. */
  readonly parts: readonly string[];
}

/** A command: `part` such as `records` or `call:<id>`, and one of its methods. */
export interface TabOrder {
  readonly part: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type TabWord =
  /** A tab that came wants to see the picture. */
  | { readonly type: 'hello' }
  | ({ readonly type: 'picture' } & TabPicture)
  | { readonly type: 'event'; readonly event: DialerEvent }
  | ({ readonly type: 'order'; readonly id: string } & TabOrder)
  /** The owner has the order. */
  | { readonly type: 'taken'; readonly id: string }
  | { readonly type: 'done'; readonly id: string; readonly value?: unknown }
  | { readonly type: 'failed'; readonly id: string; readonly error: ErrorInfo };

export type TabMessage = TabWord & { readonly from: string };

const text = z.string().check(z.maxLength(200));
const call = z.looseObject({ id: text, status: text });
const envelope = { version: z.literal(version), from: text };
const of = <Type extends string, Shape extends object>(type: Type, shape: Shape) =>
  z.object({ ...envelope, type: z.literal(type), ...shape });

const message = z.discriminatedUnion('type', [
  of('hello', {}),
  of('picture', {
    state: z.looseObject({
      connection: z.looseObject({ status: text }),
      calls: z.array(call),
      warnings: z.array(text),
    }),
    ended: z.array(call),
    crm: z.optional(z.looseObject({ delivery: text })),
    parts: z.array(text),
  }),
  of('event', { event: z.looseObject({ type: text.check(z.startsWith('dialdeck.')), data: z.looseObject({}) }) }),
  of('order', { id: text, part: text, method: text, args: z.array(z.unknown()).check(z.maxLength(8)) }),
  of('taken', { id: text }),
  of('done', { id: text, value: z.optional(z.unknown()) }),
  of('failed', { id: text, error: z.object({ code: text, message: z.string() }) }),
]);

/** The message, or `undefined` when it is none of ours. */
export function parseTabMessage(input: unknown): TabMessage | undefined {
  const parsed = message.safeParse(input);
  // Deep inside, state and events are as the same version of this code wrote them.
  return parsed.success ? (parsed.data as unknown as TabMessage) : undefined;
}

export interface TabChannel {
  say(word: TabWord): void;
  close(): void;
}

/** Joins the tabs of one name. @param heard gets what the others say */
export function openTabChannel(name: string, from: string, heard: (message: TabMessage) => void): TabChannel {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const word = parseTabMessage(data);
    if (word) heard(word);
  };
  return {
    say: (word) => channel.postMessage({ version, from, ...word }),
    close: () => channel.close(),
  };
}
