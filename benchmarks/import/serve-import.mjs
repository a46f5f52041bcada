import { servePage } from '../serve-page.mjs';

const worker = new URL('../../packages/core/src/adapters/import-worker/import-worker.ts', import.meta.url);

/** What a careful host sends: scripts and Workers of its own only, nothing made at run time. */
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'";

/**
 * Serves a page and the import Worker under a strict Content-Security-Policy.
 * @param {{ page: URL, hasWorker?: boolean }} what the script of the page; whether there is a Worker to load
 */
export const serveImport = ({ page, hasWorker = true }) =>
  servePage(page, { policy, beside: hasWorker ? { '/import-worker.js': worker } : {} });
