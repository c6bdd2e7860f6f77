import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { deviceKinds } from '../contracts/mqtt.ts';
import { CodeText, oneOf } from '../contracts/schema.ts';
import { words } from './words.ts';

/** Parts that the demo gives to single devices; the seed casts them, on fictional projects only. */
export const parts = ['dust', 'night-work', 'silent', 'dropout', 'malformed'] as const;
export type Part = (typeof parts)[number];

/** A device as the simulator plays it, with that device's own credential. */
export const Actor = Type.Object({
  code: CodeText,
  kind: oneOf(deviceKinds),
  siteCode: CodeText,
  username: Type.String({ minLength: 1 }),
  password: Type.String({ minLength: 1 }),
  periodMs: Type.Integer({ minimum: 1000 }),
  lon: Type.Number(),
  lat: Type.Number(),
  part: Type.Optional(oneOf(parts)),
  /** Stands on a project with a real name: nothing improper is ever shown there. */
  realName: Type.Optional(Type.Boolean()),
});
export type Actor = Static<typeof Actor>;
export const ActorFile = Type.Object({ devices: Type.Array(Actor) });

/** The devices in the credentials file that the seed wrote, or a sentence that says what is wrong with it. */
export function readActors(path: string): Actor[] | string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return words.noCredentials(path);
  }
  try {
    const file: unknown = JSON.parse(text);
    return Value.Check(ActorFile, file) ? file.devices : words.badCredentials(path);
  } catch {
    return words.badCredentials(path);
  }
}
