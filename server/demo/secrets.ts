import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomInt } from 'node:crypto';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { deviceKinds } from '../../contracts/mqtt.ts';
import { oneOf } from '../../contracts/schema.ts';

/** What the simulator needs to be each device; read by simulators/credentials.ts. */
export const SimulatorCredentials = Type.Object({
  devices: Type.Array(
    Type.Object({
      code: Type.String(),
      kind: oneOf(deviceKinds),
      siteCode: Type.String(),
      username: Type.String(),
      password: Type.String(),
      periodMs: Type.Integer(),
      lon: Type.Number(),
      lat: Type.Number(),
      part: Type.Optional(Type.String()),
      realName: Type.Optional(Type.Boolean()),
    }),
  ),
});
export type SimulatorCredentials = Static<typeof SimulatorCredentials>;

export const DemoSecrets = Type.Object({
  people: Type.Array(Type.Object({ loginName: Type.String(), name: Type.String(), password: Type.String() })),
});
export type DemoSecrets = Static<typeof DemoSecrets>;

/** Keys and secrets of the simulated systems; read by simulators/systemsFile.ts. */
export const SystemCredentials = Type.Object({
  financeKey: Type.String(),
  oaKey: Type.String(),
  assetsSecret: Type.String(),
  oaSecret: Type.String(),
});
export type SystemCredentials = Static<typeof SystemCredentials>;
export const systemCredentialsPath = (dataDir: string): string => join(dataDir, 'interface-credentials.json');

export const simulatorCredentialsPath = (dataDir: string): string => join(dataDir, 'simulator-credentials.json');
export const demoSecretsPath = (dataDir: string): string => join(dataDir, 'demo-secrets.json');

/** The file's content, or undefined when it is not there or not what it should be. */
export function readSecrets<T extends TSchema>(path: string, schema: T): Static<T> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Value.Check(schema, content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Written whole or not at all, readable by its owner alone. */
export function writeSecrets(path: string, content: SimulatorCredentials | DemoSecrets | SystemCredentials): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, `${JSON.stringify(content, undefined, 1)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

/** Letters and digits that cannot be mistaken for one another when copied by hand. */
const ALPHABETS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const;

/** A random password, 4 groups of 4, about 90 bits, with capitals, small letters, digits and a symbol in it. */
export function newPassword(pick: (below: number) => number = randomInt): string {
  const letter = (alphabet: string) => alphabet[pick(alphabet.length)] ?? '';
  const group = () => [...ALPHABETS, ALPHABETS.join('')].map(letter).join('');
  return Array.from({ length: 4 }, group).join('-');
}
