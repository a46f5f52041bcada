import { CrmError } from '@dialdeck/core/crm';
import * as z from 'zod/mini';

const id = z.union([z.string().check(z.minLength(1), z.maxLength(100)), z.number()]);
const replySchema = z.object({ externalCallId: z.optional(id), engagementId: z.optional(id) });

/** What HubSpot said to a request; ids as texts. */
export interface Reply {
  readonly externalCallId?: string | undefined;
  readonly engagementId?: string | undefined;
}

interface Waiting {
  readonly key: string;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: CrmError) => void;
}

/** Requests that wait for HubSpot's word: it answers with the id of the call or of the engagement, or with none. */
export function createReplies(what: string) {
  const waiting: Waiting[] = [];

  function take(data: unknown): { readonly one: Waiting | undefined; readonly reply: Reply } {
    const read = replySchema.safeParse(data);
    const { externalCallId, engagementId } = read.success ? read.data : {};
    const reply = { externalCallId: textOf(externalCallId), engagementId: textOf(engagementId) };
    const named = waiting.findIndex(({ key }) => key === reply.externalCallId || key === reply.engagementId);
    // HubSpot answers in order; an answer that names nothing is for the oldest.
    const anonymous = reply.externalCallId === undefined && reply.engagementId === undefined;
    const index = named >= 0 || !anonymous ? named : 0;
    return { one: index >= 0 ? waiting.splice(index, 1)[0] : undefined, reply };
  }

  return {
    /** Waits for the word about one call or engagement. */
    expect: (key: string) => new Promise<Reply>((resolve, reject) => waiting.push({ key, resolve, reject })),
    succeeded(data: unknown): void {
      const { one, reply } = take(data);
      one?.resolve(reply);
    },
    failed(data: unknown): void {
      take(data).one?.reject(new CrmError('later', `HubSpot could not ${what}.`));
    },
    /** Nobody waits for it any longer. */
    forget(key: string): void {
      const index = waiting.findIndex((each) => each.key === key);
      if (index >= 0) waiting.splice(index, 1);
    },
  };
}

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value));
