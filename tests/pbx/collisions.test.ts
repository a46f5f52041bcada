import { describe, expect } from 'vitest';
import type { Agent } from './browser/agent.js';
import { secondVoiceHz, test, voiceHz } from './pbx-test.js';
import { farEnds } from './rig/far-ends.js';
import type { Rig } from './rig/rig.js';
import { summaryOf } from './rig/sip-messages.js';
import { startTcpProxy } from './rig/tcp-proxy.js';

interface End {
  readonly agent: Agent;
  readonly call: number;
  /** Keeps back what the PBX sends to this end, until the result is called. */
  readonly holdAnswers: () => () => void;
}

type SignIn = (options: object) => Promise<Agent>;

/** Two agents who talk to each other, each behind a wire that can be held. */
async function twoWhoTalk(rig: Rig, signIn: SignIn) {
  const proxies = [await startTcpProxy(rig.wsPort), await startTcpProxy(rig.wsPort)] as const;
  const servers = proxies.map(({ port }) => [`ws://127.0.0.1:${port}`]);
  const caller = await signIn({ servers: servers[0] });
  const called = await signIn({ user: '1002', voice: secondVoiceHz, servers: servers[1] });
  const [out, into] = [await caller.ask('dial', '1002'), await called.ask('awaitIncoming')];
  await called.ask('answer', into);
  for (const [agent, call] of [
    [caller, out],
    [called, into],
  ] as const)
    await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });
  return {
    caller: { agent: caller, call: out, holdAnswers: proxies[0].holdAnswers },
    called: { agent: called, call: into, holdAnswers: proxies[1].holdAnswers },
    close: () => Promise.all(proxies.map((proxy) => proxy.close())),
  };
}

const sent = async ({ agent }: End, what: RegExp) => expect.poll(() => agent.dialogue()).toMatch(what);
const newInvite = />INVITE$|>INVITE (?!.*ACK)/;

async function talkAgain(caller: End, called: End): Promise<void> {
  for (const { agent, call } of [caller, called]) expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });
  expect(await caller.agent.ask('hears', secondVoiceHz)).toBe(true);
  expect(await called.agent.ask('hears', voiceHz)).toBe(true);
  await caller.agent.ask('hangUp', caller.call);
  await called.agent.ask('awaitCall', called.call, { status: 'ended' });
}

const held = { status: 'active', held: true, heldByRemote: true };

describe('hold pressed at both ends in the same moment', () => {
  test.for(['caller', 'called'] as const)(
    'is done on both, when the %s hears of it first',
    async (who, { rig, signIn }) => {
      const { caller, called, close } = await twoWhoTalk(rig, signIn);
      try {
        const release = { caller: caller.holdAnswers(), called: called.holdAnswers() };
        const asked = [caller, called].map(({ agent, call }) => agent.ask('setHeld', call, true));
        for (const end of [caller, called]) await sent(end, newInvite);
        release[who]();
        await sent(who === 'caller' ? caller : called, />491 INVITE/);
        release[who === 'caller' ? 'called' : 'caller']();

        expect(await Promise.all(asked)).toEqual([{ ok: true }, { ok: true }]);
        for (const { agent, call } of [caller, called]) await agent.ask('awaitCall', call, held);
        const dialogues = await Promise.all([caller, called].map(({ agent }) => agent.dialogue()));
        for (const dialogue of dialogues) expect(dialogue).toMatch(/>491 INVITE/);
        for (const dialogue of dialogues) expect(dialogue).toMatch(/<491 INVITE >ACK/);
        await talkAgain(caller, called);
      } finally {
        await close();
      }
    },
  );

  test.for(['caller', 'called'] as const)('works when the %s was a little earlier', async (who, { rig, signIn }) => {
    const { caller, called, close } = await twoWhoTalk(rig, signIn);
    try {
      const [first, second] = who === 'caller' ? [caller, called] : [called, caller];
      const release = first.holdAnswers();
      const asked = [first.agent.ask('setHeld', first.call, true)];
      await second.agent.ask('awaitCall', second.call, { heldByRemote: true });
      asked.push(second.agent.ask('setHeld', second.call, true));
      release();
      expect(await Promise.all(asked)).toEqual([{ ok: true }, { ok: true }]);
      for (const { agent, call } of [caller, called]) await agent.ask('awaitCall', call, held);
      await talkAgain(caller, called);
    } finally {
      await close();
    }
  });
});

test('a far phone that changes the call while we do gets a 491, as we do, and the call goes on', async ({
  rig,
  signIn,
}) => {
  const farEnd = await rig.startFarEnd('crosses');
  const agent = await signIn();
  const call = await agent.ask('dial', farEnds.crosses.number);
  await agent.ask('awaitCall', call, { status: 'active', media: 'flowing' });

  expect(await agent.ask('setHeld', call, true)).toEqual({ ok: true });
  expect(await agent.ask('callState', call)).toMatchObject({ status: 'active', held: true, heldByRemote: false });
  expect(await agent.ask('setHeld', call, false)).toEqual({ ok: true });
  expect(await agent.ask('hears', voiceHz), 'the far end sends our voice back').toBe(true);
  await agent.ask('hangUp', call);
  expect(summaryOf(await farEnd.finished())).toMatch(
    />INVITE <INVITE .*>491 INVITE <ACK <491 INVITE >ACK >INVITE <200 INVITE/,
  );
});
