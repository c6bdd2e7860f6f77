import type { QuarantineReason } from '../../../contracts/quarantine.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `id, first_at, last_at, seen, topic, reason, detail, payload_bytes,
       octet_length(payload) = payload_bytes as whole, replayed_at, replay_outcome`;

export const selectQuarantine = (filter: {
  readonly reason?: QuarantineReason | undefined;
  readonly before?: number | undefined;
  readonly open?: boolean | undefined;
  readonly limit: number;
}): Statement => ({
  text: `select ${columns}
  from quarantine
 where ($1::text is null or reason = $1) and ($2::bigint is null or id < $2)
   and ($3::bool is not true or replayed_at is null)
 order by id desc
 limit $4`,
  values: [filter.reason ?? null, filter.before ?? null, filter.open ?? null, filter.limit],
});

export const countQuarantine: Statement = {
  text: `select reason, count(*)::int as packets from quarantine where replayed_at is null group by reason`,
};

export const selectQuarantined = (id: number): Statement => ({
  text: `select ${columns}, payload from quarantine where id = $1`,
  values: [id],
});

export const selectReplayable = (
  reason: QuarantineReason,
  deviceCode: string | undefined,
  limit: number,
): Statement => ({
  text: `select ${columns}, payload from quarantine
 where reason = $1 and ($2::text is null or device_code = $2) and replayed_at is null
   and octet_length(payload) = payload_bytes
 order by id
 limit $3`,
  values: [reason, deviceCode ?? null, limit],
});

export const markReplayed = (id: number, outcome: string): Statement => ({
  text: `update quarantine set replayed_at = now(), replay_outcome = $2 where id = $1`,
  values: [id, outcome],
});
