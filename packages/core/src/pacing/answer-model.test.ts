import { describe, expect, it } from 'vitest';
import { createAnswerModel } from './answer-model.js';
import type { PacingOutcome } from './pacing-snapshot.js';
import { createWrapUpModel } from './wrap-up-model.js';

const timeout = 22_000;
const endsAfter: Readonly<Record<PacingOutcome, number>> = {
  live: 8_000,
  machine: 11_000,
  busy: 2_000,
  'no-answer': timeout,
  other: 100,
};

function learn(
  outcomes: readonly PacingOutcome[],
  { times = 100, bucket = 'a', model = createAnswerModel(timeout) } = {},
) {
  for (let round = 0; round < times; round += 1) {
    for (const outcome of outcomes) model.observe({ at: endsAfter[outcome], dialedAt: 0, outcome, bucket });
  }
  return model;
}

const oneInFour = ['live', 'no-answer', 'no-answer', 'busy'] as const;

describe('the chance that a person answers', () => {
  it('is learnt from the calls that ended', () => {
    expect(learn(oneInFour).answerChance(0, 'a')).toBeCloseTo(0.25, 1);
  });

  it('rises when the busy lines are out, and falls when the usual time is over', () => {
    const model = learn(oneInFour);
    expect(model.answerChance(5_000, 'a')).toBeGreaterThan(model.answerChance(0, 'a') + 0.05);
    expect(model.answerChance(12_000, 'a')).toBeLessThan(0.02);
    expect(model.answerChance(timeout + 5_000, 'a')).toBeLessThan(0.02);
  });

  it('follows a list that changes within some hundred calls', () => {
    const model = learn(['no-answer'], { times: 2000 });
    learn(['live', 'no-answer'], { times: 600, model });
    expect(model.answerChance(0, 'a')).toBeGreaterThan(0.35);
  });

  it('is that of the campaign in a bucket that is new, and moves away from it as the bucket is known', () => {
    const model = learn(oneInFour);
    expect(model.answerChance(0, 'new')).toBeCloseTo(model.answerChance(0, undefined), 2);
    learn(['no-answer'], { times: 100, bucket: 'new', model });
    expect(model.answerChance(0, 'new')).toBeLessThan(0.12);
    expect(model.answerChance(0, 'a')).toBeGreaterThan(0.2);
  });

  it('does not learn from failures of the network', () => {
    const model = learn(oneInFour);
    const before = model.answerChance(0, 'a');
    learn(['other'], { model });
    expect(model.answerChance(0, 'a')).toBe(before);
  });

  it('is the same after a night in storage', () => {
    const model = learn(oneInFour);
    const restored = createAnswerModel(timeout, JSON.parse(JSON.stringify(model.save())));
    for (const age of [0, 4_000, 9_000]) expect(restored.answerChance(age, 'a')).toBe(model.answerChance(age, 'a'));
  });

  it('keeps a bounded number of buckets', () => {
    const model = createAnswerModel(timeout);
    for (let hour = 0; hour < 2_000; hour += 1) learn(['live'], { times: 1, bucket: `hour-${hour}`, model });
    expect(model.save().buckets).toHaveLength(500);
    expect(model.save().buckets.at(-1)?.[0]).toBe('hour-1999');
  });
});

describe('an agent in wrap-up', () => {
  const ringTimes = { ringsLonger: (ms: number) => (ms < 8_000 ? 1 : 0), longestMs: 24_000 };
  const known = () => {
    const model = createWrapUpModel(ringTimes);
    for (let count = 0; count < 300; count += 1) model.observe(15_000);
    return model;
  };

  it('is not counted on before wrap-ups were seen', () => {
    expect(createWrapUpModel(ringTimes).freeInTime(14_000)).toBe(0);
  });

  it('is counted on near the end of the usual time, and not at its beginning', () => {
    expect(known().freeInTime(1_000)).toBeLessThan(0.1);
    expect(known().freeInTime(12_000)).toBeGreaterThan(0.9);
  });

  it('is not counted on when they take longer than anybody did', () => {
    expect(known().freeInTime(119_500)).toBeLessThan(0.1);
  });
});
