import type { InboxState, InterfaceSystem, MessageKind } from '../../../contracts/interfaces.ts';
import type { Statement } from '../../platform/database.ts';

/** Who sends what: of one system and kind a number is accepted once. */
export interface Address {
  readonly system: InterfaceSystem;
  readonly kind: MessageKind;
  readonly number: string;
}

/** Whoever brings the same number waits until this transaction is over. */
export const lockNumber = ({ system, kind, number }: Address): Statement => ({
  text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
  values: [`inbox ${system} ${kind} ${number}`],
});

export const selectEarlier = ({ system, kind, number }: Address, body: object): Statement => ({
  text: `select id, state, body = $4::jsonb as same from interface_inbox
          where system = $1 and kind = $2 and number = $3 order by id`,
  values: [system, kind, number, JSON.stringify(body)],
});

/** What was accepted, as far as an objection tells of it. */
export const selectAccepted = (id: number): Statement => ({
  text: `select project_code as "projectCode", body ->> 'amountFen' as "amountFen" from interface_inbox where id = $1`,
  values: [id],
});

export const selectProject = (code: string): Statement => ({
  text: `select p.id, l.state from projects p left join project_lifecycles l on l.project_id = p.id where p.id = $1`,
  values: [code],
});

const sums: Readonly<Record<'budget' | 'appropriation' | 'voucher', string>> = {
  budget: 'budget_notices where project_id = $1 and year = $2::int',
  appropriation: 'appropriations where project_id = $1 and $2::int is null',
  voucher: 'payments where project_id = $1 and $2::int is null',
};
export const selectStanding = (kind: keyof typeof sums, projectCode: string, year: number | null): Statement => ({
  text: `select coalesce(sum(amount_fen), 0)::text as "standingFen" from ${sums[kind]}`,
  values: [projectCode, year],
});

/** A payment that somebody typed in under this voucher number, still standing. */
export const selectTyped = (projectCode: string, number: string): Statement => ({
  text: `select y.id, y.amount_fen::text as "amountFen" from payments y
          where y.project_id = $1 and y.voucher = $2 and y.number is null and y.undoes_id is null
            and not exists (select from payments u where u.undoes_id = y.id)
          order by y.id limit 1`,
  values: [projectCode, number],
});
/** What was typed in is now known by the voucher itself. */
export const adoptTyped = (id: number, number: string, inboxId: number): Statement => ({
  text: `update payments set number = $2, inbox_id = $3 where id = $1`,
  values: [id, number, inboxId],
});

export interface NewInboxRow extends Address {
  readonly projectCode: string | null;
  readonly body: object;
  readonly keyId: number | null;
  readonly sender: string;
  readonly now: number;
}
export const insertMessage = (row: NewInboxRow): Statement => ({
  text: `insert into interface_inbox (system, kind, number, project_code, body, key_id, sender, received_at, last_at, state, reason)
  values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $8, 'held', 'unknown-project') returning id`,
  values: [
    ...[row.system, row.kind, row.number, row.projectCode, JSON.stringify(row.body), row.keyId, row.sender],
    new Date(row.now),
  ],
});
export const noteRepeat = (id: number, now: number): Statement => ({
  text: `update interface_inbox set repeats = repeats + 1, last_at = $2 where id = $1`,
  values: [id, new Date(now)],
});
export const holdMessage = (id: number, reason: string, detail: string | null): Statement => ({
  text: `update interface_inbox set reason = $2, detail = $3 where id = $1 and state = 'held'`,
  values: [id, reason, detail],
});
/** `by` null: taken as it came. */
export const acceptMessage = (id: number, now: number, by: string | null): Statement => ({
  text: `update interface_inbox
            set state = 'accepted', reason = null, detail = null, settled_by = $3,
                settled_at = case when $3::text is not null then $2::timestamptz end
          where id = $1`,
  values: [id, new Date(now), by],
});
export const dismissMessage = (id: number, now: number, by: string, note: string): Statement => ({
  text: `update interface_inbox set state = 'dismissed', settled_at = $2, settled_by = $3, note = $4 where id = $1`,
  values: [id, new Date(now), by, note],
});

const atMidnight = `($4::date::timestamp at time zone 'Asia/Shanghai')`;
interface Entry {
  readonly projectCode: string;
  readonly number: string;
  readonly amountFen: string;
  readonly date: string;
}
const valuesOf = ({ projectCode, number, amountFen, date }: Entry, inboxId: number) => [
  ...[projectCode, number, amountFen, date, inboxId],
];
export const insertBudget = (entry: Entry, inboxId: number, year: number): Statement => ({
  text: `insert into budget_notices (project_id, number, amount_fen, issued_on, inbox_id, year)
  values ($1, $2, $3, $4::date, $5, $6)`,
  values: [...valuesOf(entry, inboxId), year],
});
export const insertAppropriation = (entry: Entry, inboxId: number): Statement => ({
  text: `insert into appropriations (project_id, number, amount_fen, arrived_at, inbox_id)
  values ($1, $2, $3, ${atMidnight}, $5)`,
  values: valuesOf(entry, inboxId),
});
export const insertPayment = (entry: Entry, inboxId: number, note: string, now: number): Statement => ({
  text: `insert into payments (project_id, number, voucher, amount_fen, paid_at, inbox_id, note, noted_at)
  values ($1, $2, $2, $3, ${atMidnight}, $5, $6, $7)`,
  values: [...valuesOf(entry, inboxId), note, new Date(now)],
});
/** What is compared of the month of a day is to be compared anew. */
export const staleMonth = (day: string): Statement => ({
  text: `update finance_statements set stale = true where month = date_trunc('month', $1::date)::date and not stale`,
  values: [day],
});

export const replaceStatement = (
  { month, number, totalFen, lines }: { month: string; number: string; totalFen: string; lines: number },
  inboxId: number,
  now: number,
): Statement => ({
  text: `insert into finance_statements (month, inbox_id, number, lines, total_fen, received_at)
  values (($1 || '-01')::date, $2, $3, $4, $5, $6)
      on conflict (month) do update set inbox_id = excluded.inbox_id, number = excluded.number, lines = excluded.lines,
         total_fen = excluded.total_fen, received_at = excluded.received_at, stale = true`,
  values: [month, inboxId, number, lines, totalFen, new Date(now)],
});
export const dropLines = (month: string): Statement => ({
  text: `delete from statement_lines where month = ($1 || '-01')::date`,
  values: [month],
});
export const insertLines = (month: string, lines: readonly Entry[]): Statement => ({
  text: `insert into statement_lines (month, number, project_code, amount_fen, paid_on)
  select ($1 || '-01')::date, * from unnest($2::text[], $3::text[], $4::bigint[], $5::date[])`,
  values: [
    month,
    lines.map(({ number }) => number),
    lines.map(({ projectCode }) => projectCode),
    lines.map(({ amountFen }) => amountFen),
    lines.map(({ date }) => date),
  ],
});

const columns = `i.id, i.system, i.kind, i.number, i.project_code as "projectCode", p.name as "projectName",
  coalesce(i.body ->> 'amountFen', i.body ->> 'totalFen') as "amountFen",
  coalesce(i.body ->> 'date', i.body ->> 'month') as date, i.sender, i.received_at as "receivedAt", i.last_at as "lastAt",
  i.repeats, i.state, i.reason, i.detail, i.settled_at as "settledAt", i.settled_by as "settledBy", i.note`;
const joins = `from interface_inbox i left join projects p on p.id = i.project_code`;

export interface InboxAsk {
  readonly state?: InboxState | undefined;
  readonly system?: InterfaceSystem | undefined;
  readonly kind?: MessageKind | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of messages: what waits first, then the newest. */
export const selectInbox = (ask: InboxAsk): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($1::text is null or i.state = $1) and ($2::text is null or i.system = $2) and ($3::text is null or i.kind = $3)
 order by i.state <> 'held', i.last_at desc, i.id desc
 limit $5 offset ($4 - 1) * $5`,
  values: [ask.state ?? null, ask.system ?? null, ask.kind ?? null, ask.page, ask.size],
});
export const selectInboxRow = (id: number): Statement => ({
  text: `select ${columns} ${joins} where i.id = $1`,
  values: [id],
});
export const selectBody = (id: number): Statement => ({
  text: `select body from interface_inbox where id = $1`,
  values: [id],
});
export const selectAcceptedOf = (id: number): Statement => ({
  text: `select a.id, a.body from interface_inbox i
    join interface_inbox a on (a.system, a.kind, a.number, a.state) = (i.system, i.kind, i.number, 'accepted')
   where i.id = $1 and a.id <> i.id`,
  values: [id],
});
export const lockMessage = (id: number): Statement => ({
  text: `select id, system, kind, number, project_code as "projectCode", body, state from interface_inbox where id = $1 for update`,
  values: [id],
});

/** Everything that moved a project's money, newest first. */
export const selectFunds = (projectId: string): Statement => ({
  text: `select kind, number, amount_fen::text as "amountFen", to_char(day, 'YYYY-MM-DD') as date, year from (
    select 'budget' as kind, number, amount_fen, issued_on as day, year, id from budget_notices where project_id = $1
    union all
    select 'appropriation', number, amount_fen, (arrived_at at time zone 'Asia/Shanghai')::date, null, id
      from appropriations where project_id = $1
    union all
    select 'voucher', number, amount_fen, (paid_at at time zone 'Asia/Shanghai')::date, null, id
      from payments where project_id = $1) entry
   order by day desc, kind, id desc`,
  values: [projectId],
});
