import type { AuditSeal } from '../../contracts/audit.ts';
import type { Statement } from '../platform/database.ts';

const columns = `day::text as day, first_seq as "firstSeq", last_seq as "lastSeq", records,
         encode(root_hash, 'hex') as "rootHash", sealed_at as "sealedAt", hash_algorithm as "hashAlgorithm",
         key_id as "keyId", encode(mac, 'hex') as mac`;

/** Oldest first. */
export const selectSeals: Statement = { text: `select ${columns} from audit_seals order by day` };

export const selectNewestSeal: Statement = { text: `select ${columns} from audit_seals order by day desc limit 1` };

/** The first record that no seal covers. */
export const selectFirstUnsealed = (lastSealed: number): Statement => ({
  text: `select at from audit_log where seq > $1 order by seq limit 1`,
  values: [lastSealed],
});

/** The last record before a time, if it stands behind the last sealed one. */
export const selectLastBefore = (lastSealed: number, before: number): Statement => ({
  text: `select seq, encode(hash, 'hex') as hash from audit_log where seq > $1 and at < $2 order by seq desc limit 1`,
  values: [lastSealed, new Date(before)],
});

export const insertSeal = (seal: AuditSeal): Statement => ({
  text: `insert into audit_seals (day, first_seq, last_seq, records, root_hash, sealed_at, hash_algorithm, key_id, mac)
         values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, decode($9, 'hex'))`,
  values: [
    seal.day,
    seal.firstSeq,
    seal.lastSeq,
    seal.records,
    seal.rootHash,
    new Date(seal.sealedAt),
    seal.hashAlgorithm,
    seal.keyId,
    seal.mac,
  ],
});

/** Takes away what is past its time. Refuses less than half a year. */
export const retire = (months: number): Statement => ({
  text: `select first_seq as "firstSeq", last_seq as "lastSeq" from audit_retire($1)`,
  values: [months],
});
