// The frame: a dialer whose exchange is in the page around it.
import { createDialer, type DialerEvent } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { openFramePhone } from '@dialdeck/sandbox/frames';

const events: DialerEvent[] = [];
const wire: string[] = [];
const dialer = createDialer({
  phone: openFramePhone({
    origin: location.origin,
    number: '1001',
    speaker: true,
    trace: ({ direction, text }) => void wire.push(`${direction === 'sent' ? '>' : '<'} ${text}`),
  }),
  storage: await openBrowserStorage({ name: 'reload' }),
  closeProtection: false,
});
dialer.events.listen((event) => void events.push(event));
await dialer.connect();

Object.assign(globalThis, { dialer, events, wire });
