import type { AudioDevices } from '../../audio/audio-devices.js';
import type { LineAudio } from '../../audio/line-audio.js';
import { DialerError } from '../../errors.js';
import type { ConnectionState, Line, Phone } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';
import { createStore } from '../../shared/store.js';
import { createBrowserAudio } from '../browser-audio/index.js';
import { createOfflineLine } from './offline-line.js';
import { resolveSipOptions, type SipPhoneOptions, type SipTrace } from './sip-options.js';
import type { createSipStack, SipStack } from './sip-stack.js';

/** A SIP phone whose stack comes from `loadStack`, asked on the first `connect()`. */
export function createPhoneShell(input: SipPhoneOptions, loadStack: () => Promise<typeof createSipStack>): Phone {
  const given = resolveSipOptions(input);
  const kept: SipTrace[] = [];
  const keep = (message: SipTrace) => {
    if (kept.push(message) > 200) kept.shift();
    given.trace?.(message);
  };
  const options = given.diagnostics ? { ...given, trace: keep } : given;
  const audio = options.audio ?? createBrowserAudio();
  const incoming = new Emitter<Line>();
  const connection = createStore<ConnectionState>({ status: 'offline' });
  let loading: Promise<SipStack> | undefined;
  let stack: SipStack | undefined;
  let disposed = false;

  async function load(): Promise<SipStack> {
    const create = await loadStack();
    const loaded = create({ options, audio, incoming });
    loaded.connection.subscribe(() => connection.set(loaded.connection.snapshot));
    stack = loaded;
    return loaded;
  }

  /** A page that was offline may load it the next time. */
  function forgetFailure(cause: unknown): never {
    loading = undefined;
    connection.set({ status: 'offline' });
    throw new DialerError('server-unreachable', 'The SIP stack could not be loaded.', { cause });
  }

  function assertUsable(): void {
    if (disposed) throw new DialerError('disposed', 'This phone was disposed of.');
  }

  async function connect(signal?: AbortSignal): Promise<void> {
    if (stack !== undefined) return stack.connect(signal);
    if (signal?.aborted) throw new DialerError('aborted', 'Connecting was cancelled.');
    connection.set({ status: 'connecting' });
    loading ??= load().catch(forgetFailure);
    const loaded = await loading;
    try {
      await loaded.connect(signal);
    } finally {
      connection.set(loaded.connection.snapshot);
    }
  }

  /** Without a wait when the stack is there: a page that is being left runs nothing later. */
  const disconnect = async (): Promise<void> => (stack ?? (await loading))?.disconnect();

  return {
    connection,
    microphone: audio.microphone,
    iceServers: options.iceServers,
    messages: () => kept,
    audio: canChoose(audio) ? audio : undefined,
    incoming: incoming.listen,
    async connect(signal) {
      assertUsable();
      await connect(signal);
    },
    async disconnect() {
      assertUsable();
      await disconnect();
    },
    async checkMicrophone() {
      assertUsable();
      (await audio.openMicrophone()).release();
    },
    dial(number, dialOptions = {}) {
      assertUsable();
      return stack?.dial(number, dialOptions) ?? createOfflineLine(number);
    },
    ...(options.resumeCalls !== 'never' && {
      resume(ticket, remote) {
        assertUsable();
        return stack?.resume(ticket, remote) ?? createOfflineLine(remote.number);
      },
    }),
    async dispose() {
      if (disposed) return;
      disposed = true;
      await disconnect();
      if (canChoose(audio)) audio.dispose();
    },
  };
}

const canChoose = (audio: LineAudio): audio is AudioDevices => 'devices' in audio;
