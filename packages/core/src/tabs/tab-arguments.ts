import type { Call } from '../calls/call.js';

/** A call among the arguments of a command, as it crosses between tabs. */
interface CallMark {
  readonly dialdeckCall: string;
}

const isMark = (value: unknown): value is CallMark =>
  typeof value === 'object' && value !== null && typeof (value as CallMark).dialdeckCall === 'string';

const isCall = (value: unknown): value is Call =>
  typeof value === 'object' && value !== null && 'id' in value && 'hangUp' in value;

/** Arguments that can cross: calls by their id, without signals and functions, which cannot. */
export const packed = (args: readonly unknown[]): readonly unknown[] => args.map((each) => pack(each));

function pack(value: unknown, depth = 0): unknown {
  if (typeof value === 'function' || value instanceof AbortSignal) return undefined;
  if (isCall(value)) return { dialdeckCall: value.id } satisfies CallMark;
  if (depth > 0 || typeof value !== 'object' || value === null || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pack(each, depth + 1)]));
}

/** The same with the owner's own calls again. */
export const unpacked = (args: readonly unknown[], findCall: (id: string) => Call | undefined): unknown[] =>
  args.map((each) => (isMark(each) ? findCall(each.dialdeckCall) : each));
