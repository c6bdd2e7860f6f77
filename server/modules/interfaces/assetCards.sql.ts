import type { Statement } from '../../platform/database.ts';

/** A project's asset card in one row, as contracts/interfaces.ts has it. */
export const selectCard = (projectId: string, now: number): Statement => ({
  text: `select p.id as "projectCode", p.name, p.category, p.unit_code as "unitCode", p.department_code as "departmentCode",
       p.street_code as "streetCode", value.amount_fen::text as "originalValueFen", value.kind as "valueBasis",
       (select coalesce(sum(amount_fen), 0)::text from payments where project_id = p.id and paid_at <= $2) as "paidFen",
       (select coalesce(json_agg(json_build_object('kind', d.kind, 'number', d.number, 'title', d.title) order by d.kind), '[]')
          from (select distinct on (kind) kind, number, title from project_documents
                 where project_id = p.id and kind in ('handover-sheet', 'asset-card', 'acceptance-report', 'final-account-reply')
                 order by kind, version desc) d) as documents,
       (select coalesce(json_agg(json_build_object('number', c.number, 'name', c.name, 'amountFen', c.amount_fen::text)
                                 order by c.number), '[]')
          from project_contracts c where c.project_id = p.id and c.ended_at is null) as contracts,
       (select coalesce(json_agg(json_build_object('code', s.code, 'name', s.name, 'lon', s.lon, 'lat', s.lat) order by s.code), '[]')
          from sites s where s.project_id = p.id) as sites
  from projects p
  left join lateral (
    select distinct on (kind) kind, amount_fen from project_amounts
     where project_id = p.id and kind in ('final-account', 'settlement') order by kind, id desc limit 1) value on true
 where p.id = $1`,
  values: [projectId, new Date(now)],
});
