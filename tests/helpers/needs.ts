import { describe } from 'vitest';

/** What a suite may need of the system, and the variable in which `tests/run.js` hands over where it is. */
const places = { mosquitto: 'MOSQUITTO_PATH', chromium: 'CHROMIUM_PATH', postgres: 'POSTGRES_BIN' } as const;
export type Need = keyof typeof places | 'tmpfs';

/** Where a needed program is. */
export function placeOf(need: keyof typeof places): string {
  const place = process.env[places[need]];
  if (!place) throw new Error(`${places[need]} is not set; run the tests by npm test`);
  return place;
}

const isThere = (need: Need): boolean =>
  need === 'tmpfs' ? process.platform === 'linux' && process.getuid?.() === 0 : Boolean(process.env[places[need]]);

/**
 * `describe` for suites that need something of the system. Where it is missing each test is skipped by name; with
 * CI=true that is a failure instead.
 */
export function needs(...wanted: readonly Need[]): (name: string, body: () => void) => void {
  const missing = wanted.filter((need) => !isThere(need));
  if (missing.length === 0) return describe;
  if (process.env['CI'] === 'true') throw new Error(`missing with CI=true: ${missing.join(', ')}`);
  return (name, body) => describe.skip(`${name} [needs ${missing.join(', ')}]`, body);
}
