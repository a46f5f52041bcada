export { collectDiagnostics } from './diagnostics.js';
export { runPreflight } from './preflight.js';
