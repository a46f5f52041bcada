import { type Call, createDialer, type Dialer } from '@dialdeck/core';
import { person } from './person.js';
import { createSandbox, type Sandbox } from './sandbox.js';

const number = '+1 202 555 0150';
const patient = person({
  number,
  name: 'Patient',
  onCall: async (call) => {
    await call.answer();
    await call.chat();
  },
});

/** Resolves once the dialer's state is so. */
function until(dialer: Dialer, isSo: (state: Dialer['state']['snapshot']) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(dialer.state.snapshot)) return;
      stop();
      resolve();
    };
    const stop = dialer.state.subscribe(look);
    look();
  });
}

const connection = (dialer: Dialer, status: string) => until(dialer, (state) => state.connection.status === status);

describe('a call of the sandbox', () => {
  let sandbox: Sandbox;
  let dialer: Dialer;
  let call: Call;

  beforeEach(async () => {
    sandbox = createSandbox({ speed: 20, people: [patient] });
    dialer = createDialer({ phone: sandbox.phone(), wrapUp: false });
    await dialer.connect();
    call = dialer.call(number);
    await until(dialer, ({ calls: [talk] }) => talk?.status === 'active' && talk.media === 'flowing');
  });
  afterEach(async () => {
    await dialer.dispose();
    await sandbox.dispose();
  });

  const isActive = () => {
    const { status } = call.state.snapshot;
    if (status !== 'active') throw new Error(`the call is ${status}`);
  };

  it('survives a server that is restarted, and what is asked meanwhile is done', async () => {
    sandbox.pbx.setReachable(false);
    await connection(dialer, 'reconnecting');
    const held = call.setHeld(true);
    sandbox.pbx.restart();
    setTimeout(() => sandbox.pbx.setReachable(true), 500);
    await held;
    await connection(dialer, 'connected');
    isActive();
    call.hangUp();
    await call.ended;
  });

  it('survives a server that stops answering without a word', async () => {
    sandbox.pbx.freeze(4000);
    // As after a change of the network: the server is asked, does not answer, and is replaced.
    globalThis.dispatchEvent(new Event('online'));
    await connection(dialer, 'reconnecting');
    await connection(dialer, 'connected');
    isActive();
  });
});
