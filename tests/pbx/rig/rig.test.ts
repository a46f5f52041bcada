import { spawn } from 'node:child_process';
import { globSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { awaitUntil } from './await-until.js';
import { startRig } from './rig.js';

it('leaves no process behind when it is stopped', async () => {
  const before = new Set(descendantsOf(process.pid));
  const rig = await startRig();
  await rig.startFarEnd('busy', { calls: 'endless' });
  const programs = descendantsOf(process.pid).filter((pid) => !before.has(pid));
  expect(programs.length).toBeGreaterThan(4);

  await rig.stop();
  expect(programs.filter(isAlive)).toEqual([]);
});

it('leaves no process behind when whoever started it is killed', async () => {
  const owner = spawn(process.execPath, [fileURLToPath(new URL('start.mjs', import.meta.url))]);
  try {
    let said = '';
    owner.stdout.on('data', (data) => {
      said += data;
    });
    await awaitUntil('the exchange is ready', () => said.includes('PBX ready'), 20_000);
    const programs = descendantsOf(owner.pid ?? 0);
    const folder = programs.map(folderOf).find((path) => path?.includes('dialdeck-pbx-'));
    expect(programs.length).toBeGreaterThan(10);

    owner.kill('SIGKILL');
    await awaitUntil('every program is gone', () => !programs.some(isAlive));
    if (folder !== undefined) rmSync(folder.replace(/(dialdeck-pbx-[\w-]+).*/, '$1'), { recursive: true });
  } finally {
    owner.kill('SIGKILL');
  }
});

/** Processes below `root`, asked of /proc. */
function descendantsOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const file of globSync('/proc/[0-9]*/stat')) {
    const [, pid, parent] = readOrNothing(file).match(/^(\d+) \(.*\) \S (\d+)/s) ?? [];
    if (pid !== undefined) parents.set(Number(pid), Number(parent));
  }
  const below = new Set([root]);
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const [pid, parent] of parents) if (below.has(parent)) below.add(pid);
  }
  below.delete(root);
  return [...below];
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Working directory of a process: every program of a rig works in the rig's folder. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** A zombie does nothing any more: it only waits to be noticed by its parent. */
const isAlive = (pid: number): boolean => !/^(\d+ \(.*\) Z|$)/s.test(readOrNothing(`/proc/${pid}/stat`));
