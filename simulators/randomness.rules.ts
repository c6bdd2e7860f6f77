/**
 * Chance as a pure function of its arguments: a counter-based hash rather than a running generator, so that the value at
 * an instant does not depend on what was asked before it, and history may be told newest first.
 */

/** A 32-bit hash of some integers (murmur3's steps). Instants beyond 32 bits are split into two words. */
export function hashOf(...parts: readonly number[]): number {
  let h = 0x9747b28c;
  for (const part of parts) {
    h = mixWord(h, part | 0);
    if (Math.abs(part) >= 0x80000000) h = mixWord(h, Math.floor(part / 0x100000000) | 0);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mixWord(h: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = h ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** A hash of text, to make a seed of a device code. */
export function hashText(text: string, seed = 0): number {
  return hashOf(seed, ...Array.from(text, (char) => char.codePointAt(0) ?? 0));
}

/** Evenly spread over [0, 1). */
export const unitOf = (...parts: readonly number[]): number => hashOf(...parts) / 0x100000000;

/** Evenly spread over [-1, 1). */
export const signedOf = (...parts: readonly number[]): number => unitOf(...parts) * 2 - 1;

/** One of the values. The list must not be empty. */
export function pickOf<T>(values: readonly T[], ...parts: readonly number[]): T {
  const picked = values[hashOf(...parts) % values.length];
  if (picked === undefined) throw new RangeError('pickOf: nothing to pick from');
  return picked;
}

/** A smooth wandering value in [-1, 1): chance at every multiple of `periodMs`, eased in between. */
export function wander(seed: number, at: number, periodMs: number): number {
  const step = Math.floor(at / periodMs);
  const share = at / periodMs - step;
  const eased = share * share * (3 - 2 * share);
  return signedOf(seed, step) * (1 - eased) + signedOf(seed, step + 1) * eased;
}
