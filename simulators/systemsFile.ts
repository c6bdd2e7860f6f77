import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** Keys and secrets by which the simulated systems take part; the seed writes them. */
export const SystemsFile = Type.Object({
  financeKey: Type.String(),
  oaKey: Type.String(),
  assetsSecret: Type.String(),
  oaSecret: Type.String(),
});
export type SystemsFile = Static<typeof SystemsFile>;

/** Undefined: not there, or not what it should be. */
export function readSystems(path: string): SystemsFile | undefined {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Value.Check(SystemsFile, file) ? file : undefined;
  } catch {
    return undefined;
  }
}
