import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The most memory that the process of a page, its Workers included, has had since `reset`; MB. As Linux counts it.
 * @param {import('playwright-core').BrowserContext} context
 */
export async function watchMemory(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const peakOf = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  // 5: the peak is forgotten and counted anew.
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = Math.max(...pids.map(peakOf));
  return { before: Math.round(before), peak: () => Math.round(Math.max(...pids.map(peakOf))) };
}
