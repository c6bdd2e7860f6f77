export const filesSql = {
  countLines: `select count(*)::int as count from project_budget_lines l join projects p on p.id = l.project_id and p.demo`,
  countInstructions: `select count(*)::int as count from instructions i join projects p on p.id = i.project_id and p.demo`,

  /** The point is the first site's, where a project has one. */
  updateProjects: `
    update projects p
       set sector = f.sector, rollout = f.rollout, lon = s.lon, lat = s.lat,
           community_code = (select o.code from organisations o where o.kind = 'community' and o.street_code = p.street_code
                              order by md5(o.code || p.id) limit 1)
      from jsonb_to_recordset($1) as f (id text, sector text, rollout text)
      left join lateral (select lon, lat from sites where project_id = f.id order by code limit 1) s on true
     where p.id = f.id`,
  insertPartners: `
    insert into project_partners (project_id, org_code)
    select f.id, o.code from jsonb_to_recordset($1) as f (id text, partner text) join organisations o on o.code = f.partner
    on conflict do nothing`,
  insertLines: `
    insert into project_budget_lines (project_id, seq, source, purpose, year, amount_fen, note)
    select id, seq, source, purpose, year, "amountFen"::bigint, note
      from jsonb_to_recordset($1)
        as l (id text, seq int, source text, purpose text, year int, "amountFen" text, note text)`,
  insertPeople: `
    insert into project_people (project_id, duty, name, employer)
    select id, duty, name, employer from jsonb_to_recordset($1) as h (id text, duty text, name text, employer text)`,
  /** What was written of the works' contract by the lifecycle is filled in, the others are added. */
  writeContracts: `
    with c as (select * from jsonb_to_recordset($1)
                 as c (id text, suffix text, kind text, name text, contractor text, thousandths int, "signedOn" date,
                       "startsOn" date, "endsOn" date, terms jsonb))
    insert into project_contracts (project_id, number, name, kind, contractor, amount_fen, payable_share, signed_on,
                                   starts_on, ends_on, terms, noted_by, noted_at)
    select c.id, c.id || '-' || c.suffix, c.name, c.kind, c.contractor, p.budget_fen / 1000 * c.thousandths,
           case c.kind when 'construction' then 0.9 else 1 end, c."signedOn", c."startsOn", c."endsOn", c.terms, '演示',
           (c."signedOn" + time '10:00') at time zone 'Asia/Shanghai'
      from c join projects p on p.id = c.id
    on conflict (project_id, number) do update
      set kind = excluded.kind, contractor = excluded.contractor, signed_on = excluded.signed_on,
          starts_on = excluded.starts_on, ends_on = excluded.ends_on, terms = excluded.terms, noted_at = excluded.noted_at`,
  /** Payments so far are of the works, in their order, as far as the contract goes. A voucher's number is one of all. */
  bindPayments: `
    update payments y
       set contract_id = c.id, voucher = 'PZ-' || right(p.id, 3) || '-' || lpad(o.n::text, 3, '0'),
           noted_by = '演示', noted_at = y.paid_at
      from (select id, project_id, row_number() over w as n, sum(amount_fen) over w as total
              from payments window w as (partition by project_id order by paid_at, id)) o
      join projects p on p.id = o.project_id and p.demo
      join project_contracts c on c.project_id = p.id and c.kind = 'construction' and c.ended_at is null
     where y.id = o.id and y.contract_id is null and o.total <= c.amount_fen`,

  insertInstruction: `
    with d as (
      insert into instructions (project_id, project_name, text, author_id, author_name, owner_code, due_on, state, issued_at,
                                received_at, closed_at, revision)
      select p.id, p.name, i.text, h.id, h.name, case when i."to" = 'unit' then coalesce(p.unit_code, p.department_code)
             else p.department_code end, i."dueOn", i.state, to_timestamp(i."issuedAt" / 1000), to_timestamp(i."receivedAt" / 1000),
             to_timestamp(i."closedAt" / 1000), jsonb_array_length(i.acts)
        from jsonb_to_record($1) as i (id text, "to" text, text text, "dueOn" date, state text, "issuedAt" float8,
                                       "receivedAt" float8, "closedAt" float8, acts jsonb)
        join projects p on p.id = i.id
        left join people h on h.login_name = 'leader'
       where h.id is not null
      returning id, due_on, author_name, owner_code)
    insert into instruction_acts (instruction_id, seq, act, acted_by, acted_at, text, due_on)
    select d.id, a.n, a.one->>'act',
           case when a.one->>'act' in ('issue', 'withdraw', 'close') then d.author_name
                when a.one->>'act' = 'remind' then '绩效办' else o.name end,
           to_timestamp((a.one->>'at')::float8 / 1000), a.one->>'text',
           case when a.one->>'act' = 'issue' then d.due_on end
      from d join organisations o on o.code = d.owner_code
      cross join jsonb_array_elements($1::jsonb->'acts') with ordinality as a (one, n)`,
};
