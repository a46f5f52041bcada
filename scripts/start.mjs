// `npm start`: from a bare clone to the demo. `npm start -- --check` proves that it works.
import { spawn } from 'node:child_process';
import {
  ensureBuilt,
  ensureInstalled,
  failWith,
  nodeCommand,
  requireNode,
  root,
  toolEnvironment,
} from './workspace.mjs';

try {
  requireNode();
  ensureInstalled();
  ensureBuilt();
  const args = process.argv.slice(2);
  const script = args.includes('--check') ? 'scripts/check.mjs' : 'scripts/demo-server.mjs';
  const { command, args: all } = nodeCommand(script, args);
  const child = spawn(command, all, { cwd: root, env: toolEnvironment(), stdio: 'inherit' });
  // Ctrl+C reaches the child from the terminal; a signal sent to this process alone has to be passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', failWith);
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  failWith(error);
}
