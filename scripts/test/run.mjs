import { spawn } from 'node:child_process';

const running = new Set();

const { FORCE_COLOR: _, ...withoutColour } = { ...process.env, NO_COLOR: '1' };

/** Ends everything that {@link run} started and that still runs, with all of its children. */
export function stopAll() {
  for (const child of running) stopGroup(child, 'SIGKILL');
}

function stopGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

/**
 * Runs a command to its end and keeps what it says. Its children form one group, so that none is left behind.
 * @returns `{ ok, output }`
 */
export function run(command, args, { env = {}, limitMs = 300_000, cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...withoutColour, ...env },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      output += `\nStopped after ${limitMs / 1000} seconds.`;
      stopGroup(child, 'SIGKILL');
    }, limitMs);
    const finish = (ok) => {
      clearTimeout(timer);
      running.delete(child);
      stopGroup(child, 'SIGKILL');
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += String(error);
      finish(false);
    });
    child.on('exit', () => stopGroup(child, 'SIGTERM'));
    child.on('close', (code) => finish(code === 0));
  });
}
