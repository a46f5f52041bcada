import { createManualClock } from '@dialdeck/core/testing';
import { describe, expect, it } from 'vitest';
import type { Received } from './call-desk.js';
import type { SipRequest, SipResponse } from './sip-message.js';
import { createTroubles } from './station-trouble.js';

const [agent, person] = [1, 2];

const request = (method: string, { branch = 'z1', from = agent, tag = 'p' } = {}): Received => ({
  from,
  request: {
    kind: 'request',
    method,
    uri: 'sip:x@y',
    headers: [
      ['via', `SIP/2.0/WSS a.invalid;branch=${branch}`],
      ['to', `<sip:x@y>;tag=${tag}`],
      ['cseq', `2 ${method}`],
    ],
    body: 'v=0',
  } satisfies SipRequest,
});

const ok: SipResponse = {
  kind: 'response',
  status: 200,
  phrase: 'OK',
  headers: [
    ['to', '<sip:x@y>;tag=p'],
    ['cseq', '1 INVITE'],
  ],
  body: 'v=0',
};

function start() {
  const clock = createManualClock();
  const answered: number[] = [];
  const carried: string[] = [];
  const back: number[] = [];
  const troubles = createTroubles({
    clock,
    answer: ({ status }) => answered.push(status),
    carryOn: ({ request: { method }, from }) => carried.push(`${method} of ${from}`),
    carryBack: ({ status }) => back.push(status),
  });
  return { clock, answered, carried, back, troubles, trouble: troubles.of(person) };
}

describe('what goes wrong on the way to a telephone', () => {
  it('is nothing at first', () => {
    const { troubles } = start();
    expect(troubles.takeRequest(request('INVITE'), person)).toBe(false);
    expect(troubles.instead(ok, person)).toEqual([ok]);
  });

  it('is a refusal of every change, and its ACK goes nowhere', () => {
    const { troubles, trouble, answered } = start();
    trouble.refusal = 488;
    expect(troubles.takeRequest(request('INVITE'), person)).toBe(true);
    expect(troubles.takeRequest(request('ACK'), person)).toBe(true);
    expect(troubles.takeRequest(request('ACK', { branch: 'z2' }), person), 'another ACK').toBe(false);
    expect(troubles.takeRequest(request('BYE'), person), 'hanging up is no change').toBe(false);
    expect(answered).toEqual([488]);
  });

  it('is a change that waits for one of the other side', () => {
    const { troubles, trouble, carried } = start();
    trouble.collide = () => void troubles.takeRequest(request('INVITE', { from: person }), agent);
    expect(troubles.takeRequest(request('INVITE'), person)).toBe(true);
    expect(carried).toEqual(['INVITE of 2', 'INVITE of 1']);
    expect(troubles.takeRequest(request('INVITE'), person), 'once').toBe(false);
  });

  it('is a change that does not wait for ever', () => {
    const { clock, troubles, trouble, carried } = start();
    trouble.collide = () => {};
    troubles.takeRequest(request('INVITE'), person);
    expect(carried).toEqual([]);
    clock.advance(1000);
    expect(carried).toEqual(['INVITE of 1']);
  });

  it('is an answer that is heard before it counts', () => {
    const { troubles, trouble, back } = start();
    trouble.early = true;
    expect(troubles.instead(ok, person).map(({ status }) => status)).toEqual([183]);
    expect(troubles.instead(ok, person), 'sent again by the telephone').toEqual([]);
    trouble.letAnswer();
    trouble.letAnswer();
    expect(back).toEqual([200]);
    expect(troubles.instead(ok, person)).toEqual([ok]);
  });

  it('is a second answer, whose BYE ends nobody', () => {
    const { troubles, trouble, answered } = start();
    trouble.secondAnswer = true;
    const [first, second] = troubles.instead(ok, person);
    expect(first).toEqual(ok);
    expect(second?.headers[0]).toEqual(['to', '<sip:x@y>;tag=p-second']);
    expect(troubles.takeRequest(request('BYE', { tag: 'p-second' }), person)).toBe(true);
    expect(answered).toEqual([200]);
  });

  it('is a BYE that is late', () => {
    const { clock, troubles, trouble, carried } = start();
    trouble.byeLateMs = 5000;
    expect(troubles.takeRequest(request('BYE', { from: person }), agent)).toBe(true);
    clock.advance(4999);
    expect(carried).toEqual([]);
    clock.advance(1);
    expect(carried).toEqual(['BYE of 2']);
  });
});
