import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../platform/problems.ts';
import { weaknessOf, weaknessSentences, type Owner } from './password.rules.ts';

/** OWASP's minimum for argon2id (2024): 19 MiB, two passes, one lane. About 30 ms on one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * A password as an argon2id hash in PHC form, salted; about 30 ms in a thread of its own.
 * @param password as typed; its strength is judged by `refuseWeak`, not here
 */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** @throws ProblemError weak-password, saying which rule it breaks */
export function refuseWeak(password: string, owner: Owner): void {
  const weakness = weaknessOf(password, owner);
  if (weakness !== undefined) throw new ProblemError('weak-password', weaknessSentences[weakness]);
}

/** Whether the password belongs to the hash; false also for a hash that cannot be read. */
export async function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  try {
    return await verify(storedHash, password);
  } catch {
    return false;
  }
}

let nobodysHash: Promise<string> | undefined;

/** As long as `verifyPassword` takes, and false: so that an unknown login name answers no sooner than a wrong password. */
export async function verifyNobody(password: string): Promise<false> {
  nobodysHash ??= hashPassword('nobody has this password');
  await verifyPassword(await nobodysHash, password);
  return false;
}
