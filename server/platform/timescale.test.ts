import { expect, it } from 'vitest';
import { versionTrouble } from './timescale.ts';

it('a TimescaleDB that is missing, too old, or the one with gaps is refused with a sentence', () => {
  for (const version of [undefined, '2.21.3', '1.9.0', '2.22.0'])
    expect(versionTrouble(version)).toMatch(/TimescaleDB/);
  for (const version of ['2.22.1', '2.23.0-dev', '3.0.0']) expect(versionTrouble(version)).toBeUndefined();
});
