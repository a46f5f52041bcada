const round = (value) => Math.round(value * 100) / 100;

/**
 * @param memory one per size, microseconds: `{ size, next, heap, claim }`
 * @param stored one per size, milliseconds: `{ size, claim, bare }`
 */
export function goalsOf(memory, stored) {
  const goal = ({ value, aim, ...rest }) => ({ ...rest, value: round(value), op: '<=', goal: aim, met: value <= aim });
  const bySize = (rows, size) => rows.find((row) => row.size === size);
  const [small, large] = [bySize(stored, 100_000) ?? stored[0], bySize(stored, 1_000_000) ?? stored.at(-1)];
  return [
    ...memory.map(({ size, next, heap, claim }) =>
      goal({
        name: `next of ${size} leads in memory, median, against a pop off a heap, median`,
        unit: 'times',
        value: next.p50 / heap.p50,
        aim: 2,
        peers: {
          'heap-js pop, µs': heap.p50,
          'ours, µs': next.p50,
          'ours with filling, mean, µs': next.mean,
          'whole claim, µs': claim.p50,
        },
      }),
    ),
    ...stored.map(({ size, claim, bare }) =>
      goal({
        name: `claim of ${size} leads in IndexedDB, p99, against a bare cursor with one update, p99`,
        unit: 'times',
        value: claim.p99 / bare.p99,
        aim: 1.5,
        peers: { 'bare cursor p99, ms': bare.p99, 'ours p99, ms': claim.p99 },
      }),
    ),
    goal({
      name: `claim of ${large.size} leads in IndexedDB, median, against ${small.size}`,
      unit: 'times',
      value: large.claim.p50 / small.claim.p50,
      aim: 1.5,
      peers: { 'bare cursor': round(large.bare.p50 / small.bare.p50) },
    }),
  ];
}
