import type { Database } from './database.js';

// biome-ignore lint/suspicious/noEmptyInterface: filled by the tables of version 3
export interface QueueTables {}

export function upgradeQueue(_database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
}
