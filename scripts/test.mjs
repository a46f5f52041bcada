// `npm test`: installs what is missing, then runs the lanes with the Node of the tools.
import { spawn } from 'node:child_process';
import { ensureInstalled, failWith, nodeCommand, requireNode, root, toolEnvironment } from './workspace.mjs';

try {
  requireNode();
  ensureInstalled();
  const { command, args } = nodeCommand('scripts/test/main.mjs', process.argv.slice(2));
  const child = spawn(command, args, { cwd: root, env: toolEnvironment(), stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', failWith);
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  failWith(error);
}
