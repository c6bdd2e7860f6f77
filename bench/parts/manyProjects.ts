/**
 * SQL that fills an empty database with projects, each with two reports, a payment, a month of its funds plan and a
 * milestone, and with one person for each kind of reach, called by it.
 */
export const manyProjects = (count: number): string => `
insert into organisations (code, name, kind, parent_code)
  select 'd' || n, '部门 ' || n, 'department', '320102' from generate_series(1, 40) n;
insert into organisations (code, name, kind, parent_code)
  select 'u' || n, '单位 ' || n, 'company', 'd' || 1 + n % 40 from generate_series(1, 200) n;
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
  select 'P-' || lpad(n::text, 6, '0'), '项目 ' || n, 'livelihood', 'building', 'd' || 1 + n % 40,
         (array(select code from streets order by code))[1 + n % 7], 'u' || 1 + n % 200, 100000000 + n, '2026-01-05 00:00+08', '2026-12-28 00:00+08'
    from generate_series(1, ${count}) n;
insert into project_weeks select id, w, 0.1, 0.1 from projects, unnest(array['2026-11-09 00:00+08', '2026-11-16 00:00+08']::timestamptz[]) w;
insert into payments (project_id, paid_at, amount_fen) select id, '2026-05-05 00:00+08', 1000 from projects;
insert into project_funds_plan select id, '2026-05-01', 2000 from projects;
insert into project_phases (project_id, phase, entered_at, planned_end_at) select id, 'building', '2026-02-01 00:00+08', '2026-12-28 00:00+08' from projects;
insert into project_milestones (project_id, seq, name, planned_from, planned_to)
  select id, 1, '主体完工', '2026-05-01 00:00+08', '2026-12-01 00:00+08' from projects;
insert into roles values ('wall', 'all') on conflict do nothing;
insert into role_permissions select role, 'projects.read' from roles on conflict do nothing;
insert into people (login_name, name) select r, r from unnest(array['all', 'department', 'street', 'own', 'assigned', 'mixed']) r;
insert into posts (person_id, role, org_code)
  select id, case login_name when 'all' then 'district-leader' when 'department' then 'department' when 'street' then 'street'
                             when 'mixed' then 'street' when 'own' then 'project-unit' else 'evaluator' end,
         case login_name when 'street' then '320102008000' when 'mixed' then '320102008000' when 'own' then 'u7' when 'department' then 'd7' else '320102' end
    from people;
insert into posts (person_id, role, org_code) select id, 'project-unit', 'u7' from people where login_name = 'mixed';
insert into project_assignments (project_id, person_id, until_at)
  select 'P-' || lpad((n * 200)::text, 6, '0'), (select id from people where login_name = 'assigned'), now() + interval '1 day'
    from generate_series(1, ${Math.floor(count / 200)}) n;
`;
