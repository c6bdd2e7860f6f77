import type { NoticeKind } from '../../contracts/account.ts';
import type { Statement } from '../platform/database.ts';

export interface NewNotice {
  readonly personId: number;
  readonly at: number;
  readonly kind: NoticeKind;
  readonly address: string | null;
  readonly agent: string | null;
  /** The session that caused it: it is shown to the person's other sessions, not to this one. */
  readonly sessionHash?: Buffer;
}

export const insertNotice = (n: NewNotice): Statement => ({
  text: `insert into account_notices (person_id, at, kind, address, agent, session_hash) values ($1, $2, $3, $4, $5, $6)`,
  values: [n.personId, new Date(n.at), n.kind, n.address, n.agent, n.sessionHash ?? null],
});

const unread = `person_id = $1 and read_at is null and session_hash is distinct from $2`;

export const selectUnread = (personId: number, sessionHash: Buffer): Statement => ({
  text: `select id, at, kind, address, agent from account_notices where ${unread} order by id desc limit 20`,
  values: [personId, sessionHash],
});

export const markRead = (personId: number, sessionHash: Buffer, upTo: number, now: number): Statement => ({
  text: `update account_notices set read_at = $4 where ${unread} and id <= $3`,
  values: [personId, sessionHash, upTo, new Date(now)],
});

/** Whether this device is new to a person who has been seen on others; either way it is known from now on. */
export const meetDevice = (personId: number, mark: string, now: number): Statement => ({
  text: `with former as (select count(*) as known, bool_or(mark = $2) as met from known_devices where person_id = $1),
              noted as (insert into known_devices (person_id, mark, first_seen_at, last_seen_at) values ($1, $2, $3, $3)
                        on conflict (person_id, mark) do update set last_seen_at = $3)
         select known > 0 and not met as "isNew" from former`,
  values: [personId, mark, new Date(now)],
});

export const deleteOldNotices = (before: number): Statement => ({
  text: `delete from account_notices where at < $1`,
  values: [new Date(before)],
});
