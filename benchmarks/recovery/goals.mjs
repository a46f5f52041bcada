const names = { ours: 'ours', jssip: 'jssip', sipjs: 'sipjs' };
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value) => (value === null ? null : Math.round(value * 100) / 100);

/** Longest of the rounds; a telephone that never came back has no time. */
const worst = (values) => (values.some((value) => value === null) ? null : Math.max(...values));

/** @param rows one per round: `{ trouble, name, kept, registered, silence }`, seconds or `null` for never */
export function goalsOf(rows) {
  const of = (name, trouble) => rows.filter((row) => row.name === name && row.trouble === trouble);
  const share = (name, trouble) => mean(of(name, trouble).map(({ kept }) => (kept ? 100 : 0)));
  const time = (name, trouble, what) => worst(of(name, trouble).map((row) => row[what]));
  const peers = (ask) => ({ jssip: round(ask(names.jssip)), sipjs: round(ask(names.sipjs)) });
  const best = (values, pick, none) => {
    const known = Object.values(values).filter((value) => value !== null);
    return known.length === 0 ? none : pick(...known);
  };
  return [...new Set(rows.map(({ trouble }) => trouble))].flatMap((trouble) => {
    const calls = peers((name) => share(name, trouble));
    const back = peers((name) => time(name, trouble, 'registered'));
    const quiet = peers((name) => time(name, trouble, 'silence'));
    const goal = ({ name, unit, value, op, aim, others }) => ({
      name: `${trouble}: ${name}`,
      unit,
      value: round(value),
      op,
      goal: aim,
      met: value !== null && (op === '>=' ? value >= aim : value <= aim),
      peers: others,
    });
    return [
      goal({ name: 'calls kept', unit: '%', value: share('ours', trouble), op: '>=', aim: 100, others: calls }),
      goal({
        name: 'back to registered, no slower than the better peer',
        unit: 's',
        value: time('ours', trouble, 'registered'),
        op: '<=',
        aim: best(back, Math.min, 3),
        others: back,
      }),
      goal({ name: 'silence', unit: 's', value: time('ours', trouble, 'silence'), op: '<=', aim: 3, others: quiet }),
    ];
  });
}
