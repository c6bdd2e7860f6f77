export const financeSql = {
  countAppropriations: `select count(*)::int as count from appropriations`,
  /** Payments of the demo came as finance's vouchers, by their numbers, in their order. */
  numberPayments: `
    update payments y set number = v.number, voucher = v.number
      from (select y.id, 'ZF-' || y.project_id || '-' || lpad(row_number() over (partition by y.project_id order by y.paid_at, y.id)::text, 3, '0') as number
              from payments y join projects p on p.id = y.project_id and p.demo where y.number is null and y.undoes_id is null) v
     where v.id = y.id
    returning y.project_id as id, y.number, y.paid_at as "paidAt", y.amount_fen as "amountFen"`,
  insertAppropriations: `
    insert into appropriations (project_id, number, arrived_at, amount_fen)
    select id, number, to_timestamp(at / 1000), fen
      from jsonb_to_recordset($1) as a (id text, number text, at float8, fen bigint)`,
  insertBudgets: `
    insert into budget_notices (project_id, number, year, issued_on, amount_fen)
    select p.id, '宁玄财预〔' || y.year || '〕' || row_number() over (order by p.id) || '号', y.year,
           make_date(y.year, 1, 20), sum(f.amount_fen)
      from projects p
      cross join (select extract(year from to_timestamp($1::float8 / 1000) at time zone 'Asia/Shanghai')::int as year) y
      join project_funds_plan f on f.project_id = p.id and extract(year from f.month) = y.year
     where p.demo group by p.id, y.year having sum(f.amount_fen) <> 0`,
  insertStatement: `
    with message as (
      insert into interface_inbox (system, kind, number, body, sender, received_at, last_at, state)
      values ('finance', 'statement', $2, $4::jsonb, '财政一体化系统（演示）', to_timestamp($3::float8 / 1000),
              to_timestamp($3::float8 / 1000), 'accepted') returning id),
    statement as (
      insert into finance_statements (month, inbox_id, number, lines, total_fen, received_at)
      select ($1 || '-01')::date, id, $2, jsonb_array_length($4::jsonb -> 'vouchers'), ($4::jsonb ->> 'totalFen')::numeric,
             to_timestamp($3::float8 / 1000) from message returning month)
    insert into statement_lines (month, number, project_code, amount_fen, paid_on)
    select s.month, v.number, v."projectCode", v."amountFen"::bigint, v.date::date
      from statement s, jsonb_to_recordset($4::jsonb -> 'vouchers') as v (number text, "projectCode" text, "amountFen" text, date text)`,
  insertHeld: `
    insert into interface_inbox (system, kind, number, project_code, body, sender, received_at, last_at, state, reason, detail)
    values ('finance', 'appropriation', $1, 'P-999', $2::jsonb, '财政一体化系统（演示）', to_timestamp($3::float8 / 1000),
            to_timestamp($3::float8 / 1000), 'held', 'unknown-project', 'P-999')`,

  /** A key that is lost is made anew; the one before it opens nothing any more. */
  revokeKeys: `update api_keys set revoked_at = now(), revoked_by = '演示' where name = any ($1) and revoked_at is null`,
  insertKey: `
    insert into api_keys (name, key_hash, permissions, org_code, requests_per_minute, created_by, confirmed_at, confirmed_by, expires_at)
    values ($1, $2, $3, '320102', 600, '演示', now(), '演示', now() + interval '2 years')`,
  closeDestinations: `update destinations set closed_at = now() where name = any ($1) and closed_at is null`,
  insertDestination: `
    insert into destinations (system, name, address, events, created_by) values ($1, $2, $3, $4, '演示') returning id`,
  insertSecret: `insert into destination_secrets (destination_id, number) values ($1, 1) returning id`,
  keepSecret: `update destination_secrets set secret_sealed = $2 where id = $1`,
  moveDestination: `update destinations set address = $2 where name = $1 and closed_at is null`,
  selectHandedOver: `
    select l.project_id as id, l.moved_at as at from project_lifecycles l join projects p on p.id = l.project_id and p.demo
     where l.state in ('S170', 'S180', 'S190', 'S200') order by 1 limit 4`,
};
