const round = (value) => Math.round(value * 100) / 100;

/** @param rows one per size, milliseconds: `{ size, scan, barePage, firstPage, search, put, barePut }` */
export function goalsOf(rows) {
  const goal = ({ value, op, aim, ...rest }) => ({
    ...rest,
    value: round(value),
    op,
    goal: aim,
    met: op === '<=' ? value <= aim : value >= aim,
  });
  const [smallest, largest] = [rows[0], rows.at(-1)];
  const scanned = rows.find(({ size }) => size === 100_000) ?? largest;
  return [
    ...rows.flatMap(({ size, ...row }) => [
      goal({
        name: `search over ${size} records, p95, against a bare page by an index cursor, p95`,
        unit: 'times',
        value: row.search.p95 / row.barePage.p95,
        op: '<=',
        aim: 3,
        peers: { 'bare page, ms': row.barePage.p95, 'full scan, ms': row.scan },
      }),
      goal({
        name: `first page over ${size} records, p95, against a bare page by an index cursor, p95`,
        unit: 'times',
        value: row.firstPage.p95 / row.barePage.p95,
        op: '<=',
        aim: 3,
        peers: { 'bare page, ms': row.barePage.p95 },
      }),
      goal({
        name: `put over ${size} records, median, against a bare put of the same durability, median`,
        unit: 'times',
        value: row.put.p50 / row.barePut.p50,
        op: '<=',
        aim: 2,
        peers: { 'bare put, ms': row.barePut.p50 },
      }),
    ]),
    goal({
      name: `a full scan of ${scanned.size} records, median, against search, p95`,
      unit: 'times',
      value: scanned.scan / scanned.search.p95,
      op: '>=',
      aim: 20,
      peers: { 'full scan, ms': scanned.scan },
    }),
    goal({
      name: `search p95, ${largest.size} records against ${smallest.size}`,
      unit: 'times',
      value: largest.search.p95 / smallest.search.p95,
      op: '<=',
      aim: 2,
      peers: {},
    }),
  ];
}
