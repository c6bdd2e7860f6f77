import type { Database, Runner } from '../platform/database.ts';
import { KeyFileError } from './keyFile.ts';
import { checkValue } from './keyRing.ts';
import { insertKey, replaceSealed, selectKeys, selectOutdated } from './reseal.sql.ts';
import { sealedFields, sealPurposes, type SealPurpose } from './sealedFields.ts';
import type { Vault } from './vault.ts';

/**
 * Compares the ring with the keys that have ever sealed something in this database, and enters what is new.
 * @throws KeyFileError when a key is missing or is another one of the same name: the wrong file, or the wrong database
 */
export async function checkKeys(db: Runner, vault: Vault): Promise<void> {
  const ring = new Map(vault.keys().map((key) => [key.id, checkValue(key)]));
  const known = await db.run<{ id: string; checkValue: string }>(selectKeys());
  const missing = known.filter((key) => ring.get(key.id) !== key.checkValue).map((key) => key.id);
  if (missing.length > 0)
    throw new KeyFileError(`密钥文件缺少数据库中使用过的密钥 ${missing.join('、')},请恢复原密钥文件后再启动`);
  for (const [id, value] of ring) await db.run(insertKey(id, value));
}

const PIECE = 200;

/**
 * Seals every field anew that is not sealed by the newest key in the chosen suite, a piece at a time; it may be stopped
 * and run again. The server may go on writing meanwhile.
 * @returns how many fields of each purpose
 */
export async function resealAll(db: Database, vault: Vault): Promise<ReadonlyMap<SealPurpose, number>> {
  await checkKeys(db, vault);
  const done = new Map<SealPurpose, number>();
  for (const purpose of sealPurposes) done.set(purpose, await resealField(db, vault, purpose));
  return done;
}

async function resealField(db: Database, vault: Vault, purpose: SealPurpose): Promise<number> {
  const field = sealedFields[purpose];
  let count = 0;
  for (;;) {
    const rows = await db.run<{ subject: string; sealed: string }>(selectOutdated(field, vault.head(), PIECE));
    if (rows.length === 0) return count;
    await db.withTransaction(async (tx) => {
      for (const { subject, sealed } of rows) {
        const anew = vault.seal(vault.open(sealed, { purpose, subject }), { purpose, subject });
        count += (await tx.run(replaceSealed(field, subject, sealed, anew))).length;
      }
    });
  }
}
