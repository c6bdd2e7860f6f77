import type { AuditFilter, AuditRow, HashAlgorithm } from '../../contracts/audit.ts';
import type { Statement } from '../platform/database.ts';

/** The chain's end, with the algorithm and the time of the next record. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
  readonly hashAlgorithm: HashAlgorithm;
  readonly at: number;
}

/** Takes the end of the chain and keeps it until the transaction ends. */
export const takeEnd: Statement = {
  text: `select seq, encode(hash, 'hex') as hash, hash_algorithm as "hashAlgorithm", at from audit_take_end()`,
};

/** Linked records, in order; the database refuses any that does not follow the last one. */
export const insertRecords = (records: readonly AuditRow[]): Statement => ({
  text: `insert into audit_log (seq, at, actor_kind, actor_id, actor_name, actor_roles, address, agent, verb, subject,
           before, after, outcome, reason, times, prev_hash, hash, hash_algorithm)
         select seq, at, "actorKind", "actorId", "actorName", "actorRoles", address, agent, verb, subject, before, after,
                outcome, reason, times, decode("prevHash", 'hex'), decode(hash, 'hex'), "hashAlgorithm"
           from jsonb_to_recordset($1) as r (seq bigint, at timestamptz, "actorKind" text, "actorId" integer,
                  "actorName" text, "actorRoles" text[], address text, agent text, verb text, subject text, before jsonb,
                  after jsonb, outcome text, reason text, times integer, "prevHash" text, hash text, "hashAlgorithm" text)
          order by seq`,
  values: [JSON.stringify(records.map((record) => ({ ...record, at: new Date(record.at).toISOString() })))],
});

const columns = `seq, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
         actor_roles as "actorRoles", address, agent, verb, subject, before, after, outcome, reason, times,
         encode(prev_hash, 'hex') as "prevHash", encode(hash, 'hex') as hash, hash_algorithm as "hashAlgorithm"`;

const date = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

/** Newest first. */
export const selectRecords = (
  filter: AuditFilter & { readonly before?: number | undefined },
  limit: number,
): Statement => ({
  text: `select ${columns} from audit_log
          where ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
            and ($4::text is null or strpos(lower(actor_name), lower($4)) > 0)
            and ($5::text is null or verb = $5) and ($6::text is null or outcome = $6)
            and ($7::text is null or strpos(lower(subject), lower($7)) > 0)
            and ($8::text is null or starts_with(address, $8)) and ($9::bigint is null or seq < $9)
          order by seq desc limit $1`,
  values: [
    limit,
    date(filter.from),
    date(filter.to),
    filter.actor ?? null,
    filter.verb ?? null,
    filter.outcome ?? null,
    filter.subject ?? null,
    filter.address ?? null,
    filter.before ?? null,
  ],
});

/** In the order of the chain: those behind `after`, up to `upto`. */
export const selectStretch = (after: number, upto: number, limit: number): Statement => ({
  text: `select ${columns} from audit_log where seq > $1 and seq <= $2 order by seq limit $3`,
  values: [after, upto, limit],
});

/** The newest record under a verb. */
export const selectNewestOf = (verb: string): Statement => ({
  text: `select ${columns} from audit_log where verb = $1 order by seq desc limit 1`,
  values: [verb],
});

/** Where the chain begins and ends, by its own account. */
export interface Chain {
  readonly seq: number;
  readonly hash: string;
  readonly startSeq: number;
  readonly startHash: string;
  readonly hashAlgorithm: HashAlgorithm;
}
export const selectChain: Statement = {
  text: `select seq, encode(hash, 'hex') as hash, start_seq as "startSeq", encode(start_hash, 'hex') as "startHash",
                hash_algorithm as "hashAlgorithm"
           from audit_chain`,
};

export const setHashAlgorithm = (algorithm: HashAlgorithm): Statement => ({
  text: `update audit_chain set hash_algorithm = $1 where hash_algorithm <> $1`,
  values: [algorithm],
});
