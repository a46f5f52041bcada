// A page with an idle dialer, to be left and come back to.
import { createDialer } from '@dialdeck/core';
import { createSandbox } from '@dialdeck/sandbox';

const sandbox = createSandbox();
const dialer = createDialer({ phone: sandbox.phone({ number: '1001' }) });
const shown: boolean[] = [];
addEventListener('pageshow', ({ persisted }) => void shown.push(persisted));
await dialer.connect();
Object.assign(globalThis, { dialer, sandbox, shown });
