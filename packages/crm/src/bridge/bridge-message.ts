import { type CrmCapability, crmAnswerSchemas } from '@dialdeck/core/crm';
import * as z from 'zod/mini';

/** The version of what is said over the bridge. */
export const bridgeVersion = 1;

const version = z.literal(bridgeVersion);
/** 1, 2, 3 … per side and connection: one that does not grow is a replay. */
const id = z.int().check(z.gte(1));
const shortText = z.string().check(z.minLength(1), z.maxLength(100));

const failure = z.strictObject({
  message: z.string().check(z.maxLength(1_000)),
  /** Of the error catalogue. */
  code: z.optional(shortText),
  kind: z.optional(z.enum(['later', 'refused', 'signed-out'])),
  status: z.optional(z.int()),
  retryAfterMs: z.optional(z.number().check(z.gte(0))),
});

/** How a request failed, as it goes over the bridge. */
export type BridgeFailure = z.infer<typeof failure>;

/** What the host says once, with a port of its own making: the dialer answers on that port, or not at all. */
export const helloSchema = z.strictObject({
  dialdeck: z.literal('hello'),
  v: version,
  /** The same for every try of one connection. */
  nonce: z.string().check(z.minLength(16), z.maxLength(100)),
  /** What the host's CRM can do. */
  methods: z.array(z.enum(Object.keys(crmAnswerSchemas) as [CrmCapability, ...CrmCapability[]])).check(z.maxLength(50)),
});

export type BridgeHello = z.infer<typeof helloSchema>;

/** Everything that goes over the port. */
export const messageSchema = z.union([
  z.strictObject({ v: version, id, kind: z.literal('welcome') }),
  z.strictObject({
    v: version,
    id,
    kind: z.literal('request'),
    method: shortText,
    params: z.array(z.unknown()).check(z.maxLength(8)),
  }),
  z.strictObject({
    v: version,
    id,
    kind: z.literal('answer'),
    to: id,
    ok: z.literal(true),
    value: z.optional(z.unknown()),
  }),
  z.strictObject({ v: version, id, kind: z.literal('answer'), to: id, ok: z.literal(false), error: failure }),
  z.strictObject({ v: version, id, kind: z.literal('abort'), to: id }),
  z.strictObject({ v: version, id, kind: z.literal('refused'), to: z.optional(id), code: shortText }),
]);

export type BridgeMessage = z.infer<typeof messageSchema>;

/** Without what the port adds. */
export type BridgeContent = BridgeMessage extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'v' | 'id'>
    : never
  : never;
