// Telephone numbers in a page of 20,000 texts: how long the page is kept from its work, what is found, what is not one.
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { servePage } from '../serve-page.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** `npm run bench -- click-to-dial` */
export default async function clickToDial() {
  const site = await servePage(new URL('page.ts', import.meta.url));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    await page.goto(site.url);
    const results = { ours: [], plain: [] };
    // The first round warms up both; they take turns, so that whatever slows the machine slows both.
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of Object.keys(results)) {
        const result = await page.evaluate(([who, seed]) => globalThis.clickToDial(who, seed), [name, 1 + round]);
        if (round > 0) results[name].push(result);
      }
    }
    return { versions: { chromium: browser.version() }, goals: goalsOf(results), measured: results };
  } finally {
    await browser.close();
    await site.close();
  }
}

function goalsOf({ ours, plain }) {
  const worst = (list, field) => Math.max(...list.map((one) => one[field]));
  const least = (list, field) => Math.min(...list.map((one) => one[field]));
  const totals = {
    ours: median(ours.map(({ totalMs }) => totalMs)),
    plain: median(plain.map(({ totalMs }) => totalMs)),
  };
  const round = (value, places = 1) => Number(value.toFixed(places));
  const goals = [
    {
      name: 'longest task',
      unit: 'ms',
      value: round(worst(ours, 'longestTaskMs')),
      op: '<=',
      goal: 50,
      peers: { 'plain scanner': round(worst(plain, 'longestTaskMs')) },
    },
    {
      name: 'total time',
      unit: '× plain scanner',
      value: round(totals.ours / totals.plain, 2),
      op: '<=',
      goal: 2,
      peers: { 'plain scanner': 1, 'plain scanner (ms)': round(totals.plain), 'ours (ms)': round(totals.ours) },
    },
    {
      name: 'numbers found',
      unit: '%',
      value: round(100 * least(ours, 'found'), 2),
      op: '>=',
      goal: 99,
      peers: { 'plain scanner': round(100 * least(plain, 'found'), 2) },
    },
    {
      name: 'links that are no number',
      unit: '%',
      value: round(100 * worst(ours, 'falseOnes'), 2),
      op: '<=',
      goal: 1,
      peers: { 'plain scanner': round(100 * worst(plain, 'falseOnes'), 2) },
    },
  ];
  return goals.map((goal) => ({ ...goal, met: goal.op === '<=' ? goal.value <= goal.goal : goal.value >= goal.goal }));
}
