import { type Person, person } from './person.js';
import { createRandom } from './random.js';
import type { ScriptCall } from './script-call.js';

type Script = (call: ScriptCall) => Promise<void>;

/** What becomes of calls to a cold list, roughly: how often out of a hundred, and what they do. */
const habits: ReadonlyArray<{ readonly share: number; readonly habit: (random: () => number) => Script }> = [
  { share: 34, habit: picksUp },
  { share: 31, habit: () => (call) => call.ring() },
  { share: 19, habit: hasVoicemail },
  { share: 8, habit: () => (call) => call.reject(486) },
  { share: 4, habit: declines },
  { share: 2, habit: () => (call) => call.reject(480) },
  { share: 2, habit: () => (call) => call.reject(404) },
];

/** Whoever is at a number nobody described: always the same for the same seed and number. */
export function strangerAt(number: string, seed: number | string): Person {
  const random = createRandom(`${seed} ${number}`);
  let left = random() * habits.reduce((sum, { share }) => sum + share, 0);
  const chosen = habits.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const script = (chosen ?? { habit: picksUp }).habit(random);
  return person({ number, name: number, onCall: script });
}

function picksUp(random: () => number): Script {
  const ringsFor = 2000 + random() * 12_000;
  const staysFor = random() < 0.5 ? undefined : 5000 + random() * 40_000;
  return async (call) => {
    await call.ring(ringsFor);
    await call.answer();
    await call.say('Hello? Who is speaking?');
    if (staysFor === undefined) return call.chat();
    void call.chat();
    await call.wait(staysFor);
    await call.hangUp();
  };
}

function hasVoicemail(random: () => number): Script {
  const ringsFor = 8000 + random() * 12_000;
  return async (call) => {
    await call.ring(ringsFor);
    await call.answer();
    await call.say('Nobody can take your call now. Please leave a message after the tone.');
    await call.beep(500);
    await call.wait(60_000);
    await call.hangUp();
  };
}

function declines(random: () => number): Script {
  const ringsFor = 2000 + random() * 6000;
  return async (call) => {
    await call.ring(ringsFor);
    await call.reject(603);
  };
}
