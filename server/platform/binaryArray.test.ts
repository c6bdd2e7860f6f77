import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putInstant, putInt8 } from './binaryArray.ts';

const written = (put: (buffer: Buffer, value: number, at: number) => void, value: number): bigint => {
  const buffer = Buffer.alloc(8);
  put(buffer, value, 0);
  return buffer.readBigInt64BE();
};

describe('binary numbers', () => {
  it('writes every exact whole number as an int8', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => written(putInt8, value) === BigInt(value)));
  });

  it('writes instants before and after 2000 as microseconds since 2000', () => {
    const year2000 = Date.UTC(2000, 0, 1);
    expect(written(putInstant, year2000)).toBe(0n);
    expect(written(putInstant, year2000 - 1)).toBe(-1000n);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        (at) => written(putInstant, at) === BigInt(at - year2000) * 1000n,
      ),
    );
  });
});
