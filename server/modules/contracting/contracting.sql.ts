import type { ContractFacts, NewPayment } from '../../../contracts/contracting.ts';
import type { Statement } from '../../platform/database.ts';

const paid = `coalesce((select sum(y.amount_fen) from payments y where y.contract_id = c.id), 0)::text`;
const columns = `c.id, c.number, c.name, c.kind, c.contractor, c.credit_code as "creditCode", c.amount_fen::text as "amountFen",
  trim_scale(c.payable_share * 100)::text as payable, c.signed_on::text as "signedOn", c.starts_on::text as "startsOn",
  c.ends_on::text as "endsOn", c.terms, ${paid} as "paidFen", floor(c.amount_fen * c.payable_share)::text as "payableFen",
  c.revision, c.noted_by as "notedBy", c.noted_at as "notedAt", c.ended_at as "endedAt", c.ended_reason as "endedReason"`;

export const selectContracts = (projectId: string, id: number | null = null): Statement => ({
  text: `select ${columns} from project_contracts c
 where c.project_id = $1 and ($2::int is null or c.id = $2) order by c.ended_at is not null, c.kind, c.id`,
  values: [projectId, id],
});
/** Held until the transaction ends. */
export const lockContract = (projectId: string, id: number): Statement => ({
  text: `select ${columns} from project_contracts c where c.project_id = $1 and c.id = $2 for update of c`,
  values: [projectId, id],
});

const valuesOf = (facts: ContractFacts): unknown[] => [
  ...[facts.number.trim(), facts.name.trim(), facts.kind, facts.contractor.trim(), facts.creditCode, facts.amountFen],
  ...[facts.payable, facts.signedOn, facts.startsOn, facts.endsOn, JSON.stringify(facts.terms)],
];
/** No row comes back when the project has a contract of this number. */
export const insertContract = (projectId: string, facts: ContractFacts, by: string): Statement => ({
  text: `insert into project_contracts (project_id, number, name, kind, contractor, credit_code, amount_fen, payable_share,
                               signed_on, starts_on, ends_on, terms, noted_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8::numeric / 100, $9, $10, $11, $12, $13)
  on conflict (project_id, number) do nothing returning id`,
  values: [projectId, ...valuesOf(facts), by],
});
/** No row comes back when another contract of the project has this number. */
export const updateContract = (projectId: string, id: number, facts: ContractFacts): Statement => ({
  text: `update project_contracts set number = $3, name = $4, kind = $5, contractor = $6, credit_code = $7, amount_fen = $8,
       payable_share = $9::numeric / 100, signed_on = $10, starts_on = $11, ends_on = $12, terms = $13, revision = revision + 1
 where project_id = $1 and id = $2
   and not exists (select from project_contracts o where o.project_id = $1 and o.number = $3 and o.id <> $2)
 returning id`,
  values: [projectId, id, ...valuesOf(facts)],
});
export const endContract = (projectId: string, id: number, reason: string, now: number): Statement => ({
  text: `update project_contracts set ended_at = $4, ended_reason = $3, revision = revision + 1
          where project_id = $1 and id = $2`,
  values: [projectId, id, reason, new Date(now)],
});

/** The project held with what payments are weighed by. */
export const lockGround = (projectId: string): Statement => ({
  text: `select p.budget_fen::text as "budgetFen",
       coalesce((select sum(amount_fen) from payments y where y.project_id = p.id), 0)::text as "paidFen",
       exists (select from project_amounts a where a.project_id = p.id and a.kind = 'settlement') as "isSettled",
       coalesce((select l.state in ('S900', 'S910') from project_lifecycles l where l.project_id = p.id), false) as "isClosed"
  from projects p where p.id = $1 for update of p`,
  values: [projectId],
});

const paymentColumns = `y.id, y.contract_id as "contractId", c.number as "contractNumber", c.contractor,
  (y.paid_at at time zone 'Asia/Shanghai')::date::text as "paidOn", y.amount_fen::text as "amountFen", y.voucher, y.note,
  y.noted_by as "notedBy", y.noted_at as "notedAt", y.undoes_id as "undoesId",
  exists (select from payments u where u.undoes_id = y.id) as "isUndone"`;
/** Newest first. */
export const selectPayments = (projectId: string, id: number | null = null): Statement => ({
  text: `select ${paymentColumns} from payments y left join project_contracts c on c.id = y.contract_id
 where y.project_id = $1 and ($2::bigint is null or y.id = $2) order by y.paid_at desc, y.id desc`,
  values: [projectId, id],
});
/** Payments that stand under a voucher's number. */
export const selectVoucher = (projectId: string, voucher: string): Statement => ({
  text: `select id from payments y where y.project_id = $1 and y.voucher = $2 and y.undoes_id is null
            and not exists (select from payments u where u.undoes_id = y.id) limit 1`,
  values: [projectId, voucher],
});
/** Noon of its day: within the day whatever the zone that reads it. */
export const insertPayment = (projectId: string, payment: NewPayment, by: string, now: number): Statement => ({
  text: `insert into payments (project_id, paid_at, amount_fen, contract_id, voucher, note, noted_by, noted_at)
  values ($1, least(($2::date + time '12:00') at time zone 'Asia/Shanghai', $8), $3, $4, $5, $6, $7, $8) returning id`,
  values: [
    ...[projectId, payment.paidOn, payment.amountFen, payment.contractId, payment.voucher.trim(), payment.note.trim()],
    ...[by, new Date(now)],
  ],
});
/** The opposite sum at the same moment, so that no month keeps what was never paid. No row: undone already. */
export const undoPayment = (projectId: string, id: number, reason: string, by: string, now: number): Statement => ({
  text: `insert into payments (project_id, paid_at, amount_fen, contract_id, voucher, note, noted_by, noted_at, undoes_id)
  select project_id, paid_at, -amount_fen, contract_id, voucher, $3, $4, $5, id
    from payments where project_id = $1 and id = $2 and undoes_id is null
  on conflict (undoes_id) do nothing returning id`,
  values: [projectId, id, reason, by, new Date(now)],
});

/**
 * Contractors and people of projects that are under way, with the days they are bound: a contract's own, else the
 * project's. Two contracts are of one contractor by its code, or by its name where one of them has none. Of duties, only
 * those that are done on the spot.
 */
export const selectBound = (): Statement => ({
  text: `with open as (
    select p.id, p.name, (p.starts_at at time zone 'Asia/Shanghai')::date as starts_on,
           (p.ends_at at time zone 'Asia/Shanghai')::date as ends_on
      from projects p left join project_lifecycles l on l.project_id = p.id
     where coalesce(l.state, '') not in ('S900', 'S910')),
  bound as (
    select 'contractor' as kind, coalesce(max(c.credit_code) over (partition by c.contractor), c.contractor) as key,
           c.contractor as name, '' as employer, p.id as project_id, p.name as project_name, c.name as "as",
           coalesce(c.starts_on, c.signed_on, p.starts_on) as from_on, coalesce(c.ends_on, p.ends_on) as until_on
      from project_contracts c join open p on p.id = c.project_id where c.ended_at is null
    union all
    select 'person', coalesce(h.person_id::text, h.name || ' ' || h.employer), h.name, h.employer, p.id, p.name, h.duty,
           coalesce(h.from_on, p.starts_on), coalesce(h.until_on, p.ends_on)
      from project_people h join open p on p.id = h.project_id
     where h.duty in ('manager', 'technical', 'quality', 'safety', 'supervisor', 'site')),
  several as (select kind, key from bound group by kind, key having count(distinct project_id) > 1)
  select b.kind, b.key, b.name, b.employer, b.project_id as "projectId", b.project_name as "projectName", b."as",
         b.from_on::text as "fromOn", greatest(b.until_on, b.from_on)::text as "untilOn"
    from bound b join several using (kind, key)`,
});
