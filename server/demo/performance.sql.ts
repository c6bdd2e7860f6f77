/** SQL of the demo's targets and values. */
export const performanceSql = {
  countDeclarations: `select count(*)::int as count from declarations d join projects p on p.id = d.project_id and p.demo
    where d.year = $1`,

  openCycle: `insert into score_cycles (year) values ($1) on conflict do nothing`,

  insertDeclaration: `
    insert into declarations (project_id, year, template_code, version, state, whole_goal, annual_goal, initial_fen,
           fiscal_fen, submitted_by, submitted_at, approved_by, approved_at, attribute)
    select p.id, $2::int, t.code, v.version, $5, $3, $4, funds.fen, funds.fen,
           case when $5 <> 'draft' then unit.id end, case when $5 <> 'draft' then now() end,
           case when $5 = 'approved' then office.id end, case when $5 = 'approved' then now() end,
           case when p.starts_at < make_timestamptz($2::int, 1, 1, 0, 0, 0, 'Asia/Shanghai') then 'continued' else 'new' end
      from projects p
      join templates t on t.category = p.category and t.kind = 'sector'
      join lateral (select max(version) as version from template_versions
                     where template_code = t.code and state = 'published') v on v.version is not null
      cross join lateral (
        select coalesce(nullif(sum(amount_fen), 0)::bigint, p.budget_fen) as fen from project_funds_plan
         where project_id = p.id and extract(year from month) = $2::int) funds
      left join people unit on unit.login_name = 'unit'
      left join people office on office.login_name = 'office'
     where p.id = $1
    on conflict do nothing`,

  insertTargets: `
    with copied as (
      insert into targets (declaration_id, project_id, indicator_id, weight, target, org_code)
      select d.id, d.project_id, i.id, i.weight, i.target, coalesce(p.unit_code, p.department_code)
        from declarations d
        join projects p on p.id = d.project_id
        join indicators i on i.template_code = d.template_code and i.version = d.version
       where d.project_id = $1 and d.year = $2 and not exists (select from indicators below where below.parent_id = i.id)
      returning id, indicator_id, target)
    select c.id, i.method, i.direction, c.target::text as target, i.decimals, i.frequency,
           cardinality(i.points) as "pointsInAll", i.auto_source as "autoSource", i.unit,
           coalesce(i.aspect in ('quality', 'timeliness', 'cost'), false) as "isHeldToRange"
      from copied c join indicators i on i.id = c.indicator_id order by c.id`,

  setTargets: `
    update targets t set target = r.target, monthly = r.monthly
      from jsonb_to_recordset($1) as r (id int, target numeric, monthly numeric[]) where t.id = r.id`,

  insertValues: `
    insert into indicator_values (target_id, project_id, month, value, band, points_met, source, source_detail, measured_at,
           state, entered_by, entered_at, reviewed_by, reviewed_at, note)
    select r."targetId", t.project_id, r.first, r.value, r.band, r."pointsMet",
           case when r.detail is null then 'manual' else 'auto' end, r.detail, r.told, r.state,
           case when r.detail is null then unit.id end, r.told,
           case when r.detail is null and r.state = 'accepted' then office.id end,
           case when r.detail is null and r.state = 'accepted' then least(now(), r.told + interval '3 days') end,
           case when r.detail is null and i.evidence <> '' then '演示数据：依据' || i.evidence || '填报' else '演示数据' end
      from (
        select *, make_date($2::int, month, 1) as first,
               least(now(), (make_date($2::int, month, 1) + interval '1 month') at time zone 'Asia/Shanghai') as told
          from jsonb_to_recordset($1) as v ("targetId" int, month int, value numeric, band text, "pointsMet" smallint[],
               state text, detail jsonb)) r
      join targets t on t.id = r."targetId"
      join indicators i on i.id = t.indicator_id
      left join people unit on unit.login_name = 'unit'
      left join people office on office.login_name = 'office'`,

  askScore: `
    insert into score_queue (project_id, year, cause) values ($1, $2, 'demo:演示数据') on conflict do nothing`,
} as const;
