const round = (value, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;

/**
 * @param measured one per size, seconds: `{ size, seconds, bare, parseSeconds, longest, peakMb, beforeMb, bytes }`
 */
export function goalsOf(measured) {
  const goal = ({ value, aim, ...rest }) => ({ ...rest, value: round(value), op: '<=', goal: aim, met: value <= aim });
  const main = measured.find(({ size }) => size === 100_000) ?? measured.at(-1);
  const [small, large] = [main, measured.at(-1)];
  const perRow = ({ seconds, size }) => (seconds / size) * 1e6;
  return [
    goal({
      name: `import of ${main.size} rows against bare puts of the same rows`,
      unit: 'times',
      value: main.seconds / main.bare,
      aim: 1.25,
      peers: {
        'bare puts, s': round(main.bare),
        'ours, s': round(main.seconds),
        'libphonenumber-js alone, s': round(main.parseSeconds),
      },
    }),
    goal({
      name: 'longest task of the page during an import',
      unit: 'ms',
      value: Math.max(...measured.map(({ longest }) => longest)),
      aim: 50,
      peers: {},
    }),
    goal({
      name: `time of a row at ${large.size} rows against ${small.size}`,
      unit: 'times',
      value: perRow(large) / perRow(small),
      // As much as the bare table grows: at most linear in what the browser makes of it.
      aim: round(Math.max(1, large.bare / large.size / (small.bare / small.size))),
      peers: {
        'bare puts': round(large.bare / large.size / (small.bare / small.size)),
        ...Object.fromEntries(measured.map((row) => [`ours at ${row.size}, µs a row`, round(perRow(row), 1)])),
        ...Object.fromEntries(
          measured.map((row) => [`bare at ${row.size}, µs a row`, round((row.bare / row.size) * 1e6, 1)]),
        ),
        ...Object.fromEntries(measured.map((row) => [`peak memory at ${row.size}, MB (page and Worker)`, row.peakMb])),
        ...Object.fromEntries(measured.map((row) => [`file at ${row.size}, MB`, round(row.bytes / 1e6, 1)])),
      },
    }),
  ];
}
