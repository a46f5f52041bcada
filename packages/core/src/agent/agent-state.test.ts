import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgentFacts, type AgentState, agentOffline, reduceAgent } from './agent-state.js';

const lunch = { id: 'lunch', label: 'Lunch', maxSeconds: 3_600 };
const ready: AgentFacts = {
  pause: undefined,
  registered: true,
  microphone: 'ready',
  elsewhere: false,
  busy: undefined,
  previewLeadId: undefined,
};
const after = (facts: Partial<AgentFacts>, now = 1_000, state = agentOffline(0)) =>
  reduceAgent(state, { ...ready, ...facts }, now);

describe('what an agent is shown to do', () => {
  const table: readonly (readonly [string, Partial<AgentFacts>, Partial<AgentState>])[] = [
    ['gets calls', {}, { status: 'ready' }],
    ['is offline without a registered phone', { registered: false }, { status: 'offline' }],
    ['is not ready with a microphone that failed', { microphone: 'failed' }, { status: 'not-ready' }],
    ['is ready before the microphone was ever used', { microphone: 'unknown' }, { status: 'ready' }],
    ['is not ready while another tab has the queue', { elsewhere: true }, { status: 'not-ready' }],
    ['pauses', { pause: lunch }, { status: 'not-ready', pause: lunch } as Partial<AgentState>],
    ['talks on while the phone registers anew', { registered: false, busy: 'on-call' }, { status: 'on-call' }],
    ['finishes the call before a pause', { pause: lunch, busy: 'on-call' }, { status: 'on-call', pauseNext: lunch }],
    ['finishes the wrap-up before it', { pause: lunch, busy: 'wrap-up' }, { status: 'wrap-up', pauseNext: lunch }],
    ['looks at a lead', { previewLeadId: 'l1' }, { status: 'preview', leadId: 'l1' } as Partial<AgentState>],
  ];
  it.each(table)('%s', (_what, facts, expected) => {
    expect(after(facts)).toMatchObject(expected);
  });

  it('says since when, and does not begin anew with every measurement', () => {
    const first = after({});
    expect(reduceAgent(first, ready, 9_000)).toBe(first);
    expect(reduceAgent(first, { ...ready, busy: 'dialing' }, 9_000).since).toBe(9_000);
  });

  it('says when a pause lasts longer than it may', () => {
    const paused = after({ pause: lunch }, 0);
    expect(paused).toMatchObject({ overLimit: false });
    const late = reduceAgent(paused, { ...ready, pause: lunch }, 3_600_000);
    expect(late).toMatchObject({ overLimit: true, since: 0 });
  });

  it('is never ready without a phone, and never loses a call over a pause', () => {
    const facts: fc.Arbitrary<AgentFacts> = fc.record({
      pause: fc.constantFrom(undefined, lunch),
      registered: fc.boolean(),
      microphone: fc.constantFrom('unknown', 'ready', 'failed'),
      elsewhere: fc.boolean(),
      busy: fc.constantFrom(undefined, 'dialing', 'on-call', 'wrap-up'),
      previewLeadId: fc.constantFrom(undefined, 'l1'),
    });
    fc.assert(
      fc.property(fc.array(facts), (steps) => {
        let state = agentOffline(0);
        steps.forEach((step, index) => {
          state = reduceAgent(state, step, index);
          if (state.status === 'ready') expect(step).toMatchObject({ registered: true, pause: undefined });
          if (step.busy) expect(state.status).toBe(step.busy);
        });
      }),
    );
  });
});
