import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createSipSocket } from './sip-socket.js';

/** A transport whose connections a test opens and breaks. */
function start() {
  const sent: string[] = [];
  const told: string[] = [];
  const lost: string[] = [];
  let breakIt = () => {};
  const socket = createSipSocket({
    clock: createManualClock(),
    connectLimitMs: 1000,
    tell: () => {},
    openSocket: () => {
      const raw = {
        readyState: 1,
        onopen: null,
        onmessage: null,
        onerror: null,
        onclose: null as ((event: { code: number; reason: string }) => void) | null,
        send: (data: string) => void sent.push(data),
        close() {},
      };
      breakIt = () => raw.onclose?.({ code: 1006, reason: '' });
      return raw;
    },
  });
  Object.assign(socket, {
    ondisconnect: (_error: boolean, _code: number, reason: string) => told.push(reason),
    onlost: (reason: string) => lost.push(reason),
  });
  return { socket, sent, told, lost, cut: () => breakIt() };
}

describe('what is sent while the connection is gone', () => {
  it('waits until the phone is registered again, and then leaves in order', async () => {
    const { socket, sent, lost, told, cut } = start();
    await socket.open('wss://a.test');
    socket.release();
    cut();
    expect(lost).toHaveLength(1);
    expect(told, 'JsSIP does not hear of it').toEqual([]);
    expect([socket.send('INFO sip:x SIP/2.0'), socket.send('BYE sip:x SIP/2.0')]).toEqual([true, true]);
    await socket.open('wss://a.test');
    socket.send('INVITE sip:x SIP/2.0');
    socket.send('REGISTER sip:x SIP/2.0');
    expect(sent, 'a server refuses what comes before the registration').toEqual(['REGISTER sip:x SIP/2.0']);
    socket.release();
    expect(sent.slice(1)).toEqual(['INFO sip:x SIP/2.0', 'BYE sip:x SIP/2.0', 'INVITE sip:x SIP/2.0']);
  });

  it('is an ACK too, or the far end would end the call that it has just answered', async () => {
    const { socket, sent, cut } = start();
    await socket.open('wss://a.test');
    cut();
    socket.send('ACK sip:x SIP/2.0');
    await socket.open('wss://a.test');
    socket.release();
    expect(sent).toEqual(['ACK sip:x SIP/2.0']);
  });

  it('is never a CANCEL, which the line owes and sends itself', async () => {
    const { socket, sent, cut } = start();
    await socket.open('wss://a.test');
    cut();
    socket.send('CANCEL sip:x SIP/2.0');
    await socket.open('wss://a.test');
    socket.release();
    expect(sent).toEqual([]);
  });

  it('fails once JsSIP is told: nothing of it leaves later', async () => {
    const { socket, sent, told, cut } = start();
    await socket.open('wss://a.test');
    cut();
    socket.send('INFO sip:x SIP/2.0');
    socket.send('ACK sip:x SIP/2.0');
    socket.tell('gone');
    expect(told).toEqual(['gone']);
    await socket.open('wss://a.test');
    socket.release();
    expect(sent).toEqual([]);
  });

  it('is a registration only if it can leave', () => {
    const { socket } = start();
    expect(socket.send('REGISTER sip:x SIP/2.0')).toBe(false);
  });
});

describe('a second connection', () => {
  it('leaves the first in use until it is open, and closes again when it is no longer wanted', async () => {
    const { socket, sent } = start();
    await socket.open('wss://b.test');
    socket.release();
    const opening = socket.open('wss://a.test', () => false);
    socket.send('INFO sip:x SIP/2.0');
    await expect(opening).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(socket.url).toBe('wss://b.test');
    socket.send('BYE sip:x SIP/2.0');
    expect(sent).toHaveLength(2);
  });
});
