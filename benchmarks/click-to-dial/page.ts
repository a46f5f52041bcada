import { createDialer } from '../../packages/core/src/index.js';
import { FakePhone } from '../../packages/core/src/testing/index.js';
import { enableClickToDial } from '../../packages/elements/src/click-to-dial/click-to-dial.js';
import { buildPage, type Truth } from './build-page.js';
import { scanPlainly } from './plain-scanner.js';

export interface Result {
  /** Milliseconds from the start to the last link. */
  readonly totalMs: number;
  /** Longest task while it ran, milliseconds. 0: none was over 50. */
  readonly longestTaskMs: number;
  /** Shares, 0 to 1. */
  readonly found: number;
  readonly falseOnes: number;
}

const settleMs = 400;

async function measure(run: (root: HTMLElement) => Promise<unknown> | unknown, truth: Truth): Promise<Result> {
  const root = document.querySelector('main') as HTMLElement;
  let longest = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  tasks.observe({ type: 'longtask' });
  let last = performance.now();
  const changes = new MutationObserver(() => {
    last = performance.now();
  });
  changes.observe(root, { childList: true, subtree: true });
  const start = performance.now();
  await run(root);
  last = Math.max(last, performance.now());
  while (performance.now() - last < settleMs) await new Promise((resolve) => setTimeout(resolve, 20));
  changes.disconnect();
  tasks.disconnect();
  return { totalMs: last - start, longestTaskMs: longest, ...judge(root, truth) };
}

function judge(root: HTMLElement, { numbers, lookAlikes }: Truth): Pick<Result, 'found' | 'falseOnes'> {
  const linkOf = (id: string) => root.querySelector(`#${id} a`);
  const right = numbers.filter(({ id, text }) => linkOf(id)?.textContent === text).length;
  const wrong = lookAlikes.filter(({ id }) => linkOf(id)).length;
  const all = root.querySelectorAll('a').length;
  const inProse = all - numbers.filter(({ id }) => linkOf(id)).length - wrong;
  return { found: right / numbers.length, falseOnes: (wrong + inProse) / Math.max(1, all) };
}

const contenders = {
  async ours(root: HTMLElement) {
    const dialer = createDialer({ phone: new FakePhone() });
    stop = await enableClickToDial({ dialer, root, country: 'US' });
  },
  plain: (root: HTMLElement) => scanPlainly(root),
};

let stop: (() => void) | undefined;

export type Contender = keyof typeof contenders;

Object.assign(globalThis, {
  async clickToDial(name: Contender, seed: number): Promise<Result> {
    const truth = buildPage(seed);
    // The page is drawn before anybody scans it; nobody's time is spent on its first layout.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await new Promise((resolve) => requestIdleCallback(resolve));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const result = await measure(contenders[name], truth);
    stop?.();
    stop = undefined;
    document.querySelector('main')?.remove();
    return result;
  },
});
