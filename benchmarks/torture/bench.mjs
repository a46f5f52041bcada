// Broken SIP messages through the real socket: ours, and JsSIP by itself, over the same exchange in the same run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createOurs, createPlainJsSip } from './contenders.mjs';
import { sufferBytes, sufferMutations } from './ordeal.mjs';

const count = Number(process.env.BENCH_MESSAGES ?? 10_000);
const seed = Number(process.env.BENCH_SEED ?? 4475);

/** RFC 4475, as files; not part of this repository. */
const rfcFolder = process.env.RFC4475_FOLDER ?? new URL('../../../shared/data/rfc4475/', import.meta.url).pathname;
const rfcMessages = () =>
  existsSync(rfcFolder)
    ? readdirSync(rfcFolder)
        .filter((file) => file.endsWith('.dat'))
        .map((file) => readFileSync(`${rfcFolder}/${file}`))
    : [];

const zero = (name, unit, { value, peer }) => ({
  name,
  unit,
  value,
  op: '<=',
  goal: 0,
  met: value === 0,
  peers: peer === undefined ? {} : { jssip: peer },
});

function goalsOf(set, { ours, jssip }) {
  const of = (count) => ({ value: count(ours), peer: count(jssip) });
  return [
    zero(
      `${set}: uncaught errors`,
      'errors',
      of(({ uncaught }) => uncaught.length),
    ),
    zero(
      `${set}: lost registrations`,
      'registrations',
      of(({ lost }) => lost.length),
    ),
    zero(
      `${set}: unanswered requests that must be answered`,
      'requests',
      of(({ unanswered }) => unanswered.length),
    ),
    zero(
      `${set}: ordinary calls in between that did not ring`,
      'calls',
      of(({ deaf }) => deaf),
    ),
  ];
}

const absent = () => [
  { ...zero('RFC 4475: not run, its messages are not on this machine', 'errors', { value: null }), met: false },
];

/** `npm run bench -- torture` */
export default async function torture() {
  const mutations = {
    ours: await sufferMutations(createOurs, { count, seed }),
    jssip: await sufferMutations(createPlainJsSip, { count, seed }),
  };
  const messages = rfcMessages();
  const rfc = messages.length > 0 && {
    ours: await sufferBytes(createOurs, messages),
    jssip: await sufferBytes(createPlainJsSip, messages),
  };
  return {
    versions: { jssip: '3.13.8' },
    goals: [
      ...goalsOf(`${count} mutations (seed ${seed})`, mutations),
      ...(rfc ? goalsOf(`${messages.length} messages of RFC 4475`, rfc) : absent()),
    ],
    measured: {
      mutations: { ours: summaryOf(mutations.ours), jssip: summaryOf(mutations.jssip) },
      ...(rfc && { rfc4475: { ours: summaryOf(rfc.ours), jssip: summaryOf(rfc.jssip) } }),
    },
  };
}

/** The first of each kind of finding, to mend it by. */
function summaryOf({ messages, asked, uncaught, unanswered, lost }) {
  const kinds = new Map(uncaught.map((each) => [each.error, each.message.slice(0, 700)]));
  return {
    messages,
    mustBeAnswered: asked,
    uncaught: [...kinds].slice(0, 3),
    unanswered: unanswered.slice(0, 3),
    lost: lost.slice(0, 3),
  };
}
