import type { Instant } from '../../contracts/glossary.ts';

/** Where `now` comes from; rules get its value, tests pass their own. */
export interface Clock {
  now(): Instant;
}
export const systemClock: Clock = { now: () => Date.now() };
