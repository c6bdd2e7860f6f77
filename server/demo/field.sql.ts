/** SQL of what the demo's people reported and found in the field. */
export const fieldSql = {
  countReports: `select count(*)::int as count from weekly_reports r join projects p on p.id = r.project_id and p.demo`,

  selectPlaces: `
    select p.id as "projectId", right(p.id, 3)::int as number, s.code as "siteCode", s.lon, s.lat,
           (select who.login_name from people who join posts t on t.person_id = who.id and t.role = 'street'
             where t.org_code = p.street_code order by who.id limit 1) as officer,
           (select who.login_name from people who join posts t on t.person_id = who.id and t.role = 'project-unit'
             where t.org_code = p.unit_code order by who.id limit 1) as unit
      from projects p
      join lateral (select * from sites where project_id = p.id order by code limit 1) s on true
     where p.demo and p.phase = 'building'
     order by p.id`,

  /** The four newest closed weeks of each. */
  selectWeeks: `
    select "projectId", "closesAt", progress, planned from (
      select w.project_id as "projectId", w.closes_at as "closesAt", trim_scale(w.progress)::text as progress,
             trim_scale(w.planned)::text as planned,
             row_number() over (partition by w.project_id order by w.closes_at desc) as back
        from project_weeks w join projects p on p.id = w.project_id and p.demo and p.phase = 'building'
       where w.closes_at <= $1) w
     where back <= 4 order by "projectId", "closesAt" desc`,

  insertPictures: `
    insert into files (name, mime, bytes, hash, label, subject_kind, subject_code, uploaded_by, uploaded_at, owner_code, uploader)
    select f.name, 'image/jpeg', f.bytes, f.hash, 'internal', 'project', f."projectId", coalesce(who.name, '演示'),
           to_timestamp(f.at / 1000), post.org_code, 'person:' || who.id
      from jsonb_to_recordset($1) as f ("projectId" text, name text, bytes int, hash text, at float8, login text)
      left join people who on who.login_name = f.login
      left join lateral (select min(org_code) as org_code from posts where person_id = who.id) post on true
    returning id, subject_code as "projectId", name`,

  insertReports: `
    insert into weekly_reports (project_id, closes_at, progress, done, problems, next, reason, photos, state, filled_by, filled_at,
                                reviewed_by, reviewed_at)
    select r."projectId", r."closesAt", r.share, r.done, r.problems, r.next, r.reason, r.photos, r.state, unit.id,
           to_timestamp(r."filledAt" / 1000),
           case r.state when 'accepted' then office.id end,
           case r.state when 'accepted' then least(now(), r."closesAt" + interval '9 hours') end
      from jsonb_to_recordset($1) as r ("projectId" text, "closesAt" timestamptz, share numeric, done text, problems text,
                                        next text, reason text, photos jsonb, state text, "filledAt" float8, unit text)
      left join people unit on unit.login_name = r.unit
      left join people office on office.login_name = 'office'`,

  insertInspections: `
    with given as (
      select * from jsonb_to_recordset($1) as i ("projectId" text, "siteCode" text, officer text, unit text, "foundAt" float8,
             verdict text, finding text, deadline int, state text, photos jsonb, steps jsonb)
    ), kept as (
      insert into inspections (project_id, site_code, found_at, verdict, finding, deadline, photos, state, filled_by, filled_at)
      select g."projectId", g."siteCode", to_timestamp(g."foundAt" / 1000), g.verdict, g.finding,
             (to_timestamp(g."foundAt" / 1000) at time zone 'Asia/Shanghai')::date + g.deadline, g.photos, g.state, who.id,
             to_timestamp(g."foundAt" / 1000) + interval '5 minutes'
        from given g join people who on who.login_name = g.officer
      returning id, project_id, found_at, filled_by
    )
    insert into inspection_steps (inspection_id, seq, act, words, photos, taken_by, taken_at)
    select k.id, s.seq, s.step->>'act', s.step->>'words', s.step->'photos',
           case s.step->>'by' when 'officer' then k.filled_by else unit.id end, to_timestamp((s.step->>'at')::float8 / 1000)
      from given g
      join kept k on k.project_id = g."projectId" and k.found_at = to_timestamp(g."foundAt" / 1000)
      left join people unit on unit.login_name = g.unit
      cross join lateral jsonb_array_elements(g.steps) with ordinality as s (step, seq)`,

  /** The months of the year behind now, three tenths of each from the city; some have not been reported, some wait. */
  insertFundsReports: `
    with months as (
      select p.id, p.budget_fen, right(p.id, 3)::int as number, g::date as month,
             rank() over (partition by p.id order by g desc) as back
        from projects p
        cross join lateral generate_series(
          greatest(date_trunc('year', $1::timestamptz at time zone 'Asia/Shanghai' - interval '1 month'),
                   date_trunc('month', p.starts_at at time zone 'Asia/Shanghai')),
          date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai') - interval '1 month', interval '1 month') g
       where p.demo and p.phase in ('building', 'acceptance')
    ), sums as (
      select m.*,
             coalesce((select sum(y.amount_fen) from payments y where y.project_id = m.id
                         and y.paid_at >= m.month::timestamp at time zone 'Asia/Shanghai'
                         and y.paid_at < (m.month + interval '1 month') at time zone 'Asia/Shanghai'), 0)::bigint as paid,
             coalesce((select sum(y.amount_fen) from payments y where y.project_id = m.id
                         and y.paid_at < (m.month + interval '1 month') at time zone 'Asia/Shanghai'), 0)::bigint as to_date,
             (select f.amount_fen from project_funds_plan f where f.project_id = m.id and f.month = m.month) as planned,
             (select sum(f.amount_fen) from project_funds_plan f where f.project_id = m.id and f.month <= m.month)::bigint
               as planned_to_date
        from months m
    )
    insert into funds_reports (project_id, month, sources, arrears_fen, arrears_note, note, paid_fen, planned_fen,
                               paid_to_date_fen, planned_to_date_fen, state, filled_by, filled_at, reviewed_by, reviewed_at)
    select s.id, s.month,
           case when s.paid = 0 then '[]'::jsonb else jsonb_build_array(
             jsonb_build_object('source', 'district', 'arrivedFen', s.paid::text, 'paidFen', (s.paid - s.paid * 3 / 10)::text),
             jsonb_build_object('source', 'municipal', 'arrivedFen', (s.paid * 3 / 10)::text, 'paidFen', (s.paid * 3 / 10)::text))
           end,
           case when s.number % 5 = 0 and s.back < 3 then s.budget_fen / 200 else 0 end,
           case when s.number % 5 = 0 and s.back < 3 then '施工单位进度款待复核' else '' end,
           case when abs(s.to_date - s.planned_to_date) * 10 > s.budget_fen then '按合同节点集中支付' else '' end,
           s.paid, s.planned, s.to_date, s.planned_to_date,
           case when s.back = 1 and s.number % 4 = 1 then 'submitted' else 'accepted' end,
           unit.id, (s.month + interval '1 month 2 days 10 hours') at time zone 'Asia/Shanghai',
           case when s.back = 1 and s.number % 4 = 1 then null else purse.id end,
           case when s.back = 1 and s.number % 4 = 1 then null
                else least($1::timestamptz, (s.month + interval '1 month 3 days 15 hours') at time zone 'Asia/Shanghai') end
      from sums s
      join projects p on p.id = s.id
      left join people unit on unit.login_name = 'unit' and p.unit_code = 'renewal-company'
      left join people purse on purse.login_name = 'finance'
     where not (s.back = 1 and s.number % 3 = 0) and not (s.back = 2 and s.number % 9 = 0)`,
} as const;
