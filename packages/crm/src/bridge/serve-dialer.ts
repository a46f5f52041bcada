import { type Call, type Dialer, DialerError, type DialerState } from '@dialdeck/core';
import { customerSchema } from '@dialdeck/core/crm';
import * as z from 'zod/mini';

/** What a host sees of a call. Plain data; names and notes are untrusted text. */
export interface BridgeCall {
  readonly id: string;
  readonly status: DialerState['calls'][number]['status'];
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
  readonly name?: string | undefined;
  readonly customerIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly muted: boolean;
  readonly held: boolean;
}

/** What a host sees of the dialer. */
export interface BridgeState {
  readonly connection: DialerState['connection']['status'];
  readonly doNotDisturb: boolean;
  readonly activeCallId: string | undefined;
  readonly calls: readonly BridgeCall[];
  /** The call that waits for its result. */
  readonly wrapUpCallId: string | undefined;
  readonly warnings: readonly string[];
}

/** The dialer as its host sees it: enough to draw a badge, nothing to sign in with. */
export function bridgeStateOf(state: DialerState): BridgeState {
  return {
    connection: state.connection.status,
    doNotDisturb: state.doNotDisturb,
    activeCallId: state.activeCallId,
    wrapUpCallId: state.wrapUp?.callId,
    warnings: [...state.warnings],
    calls: state.calls.map(({ id, status, direction, number, name, customers, startedAt, ...call }) => ({
      id,
      status,
      direction,
      number,
      name,
      customerIds: (customers ?? []).map((customer) => customer.id),
      startedAt,
      muted: 'muted' in call && call.muted,
      held: 'held' in call && call.held,
    })),
  };
}

const number = z.string().check(z.minLength(1), z.maxLength(500));
const callId = z.string().check(z.minLength(1), z.maxLength(100));

/** What a host may say, and with what. */
const commands = {
  getState: z.tuple([]),
  call: z.union([z.tuple([number]), z.tuple([number, customerSchema])]),
  answer: z.tuple([callId]),
  reject: z.tuple([callId]),
  hangUp: z.tuple([callId]),
  setMuted: z.tuple([callId, z.boolean()]),
  setHeld: z.tuple([callId, z.boolean()]),
  sendTones: z.tuple([callId, z.string().check(z.minLength(1), z.maxLength(100))]),
  setDoNotDisturb: z.tuple([z.boolean()]),
} as const;

/** A command a host can give. */
export type BridgeCommand = keyof typeof commands;

/** Every command, in the order of the documentation. */
export const bridgeCommands = Object.keys(commands) as readonly BridgeCommand[];

/**
 * Does what the host says.
 *
 * @throws DialerError `bridge-message-invalid` for an unknown command or wrong values; whatever the dialer throws
 */
export async function runCommand(dialer: Dialer, method: string, params: readonly unknown[]): Promise<unknown> {
  const read = <Name extends BridgeCommand>(name: Name): z.infer<(typeof commands)[Name]> => {
    const values = commands[name].safeParse(params);
    if (!values.success) throw new DialerError('bridge-message-invalid', `${name} was asked for with wrong values.`);
    return values.data as z.infer<(typeof commands)[Name]>;
  };
  switch (method) {
    case 'getState':
      read(method);
      return bridgeStateOf(dialer.state.snapshot);
    case 'call': {
      const [to, customer] = read(method);
      return { callId: dialer.call(to, customer ? { customer } : {}).id };
    }
    case 'setDoNotDisturb':
      return dialer.setDoNotDisturb(...read(method));
    case 'answer':
    case 'reject':
    case 'hangUp':
      return find(dialer, read(method)[0])[method]();
    case 'setMuted': {
      const [id, on] = read(method);
      return find(dialer, id).setMuted(on);
    }
    case 'setHeld': {
      const [id, on] = read(method);
      return find(dialer, id).setHeld(on);
    }
    case 'sendTones': {
      const [id, tones] = read(method);
      return find(dialer, id).sendTones(tones);
    }
    default:
      throw new DialerError('bridge-message-invalid', 'This command is not known.');
  }
}

function find(dialer: Dialer, id: string): Call {
  const call = dialer.findCall(id);
  if (!call) throw new DialerError('call-not-active', 'There is no such call.');
  return call;
}
