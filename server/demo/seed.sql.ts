/** All SQL of the demo seed. Rows go in as arrays, one statement a table. */
export const sql = {
  /** One seed at a time, until the transaction ends. */
  takeLock: `select pg_advisory_xact_lock(hashtext('demo-seed'))`,

  countProjects: `
    select count(*) filter (where demo)::int as demo, count(*) filter (where not demo)::int as others from projects`,

  insertOrganisations: `
    insert into organisations (code, name, kind, parent_code)
    select *, '320102' from unnest($1::text[], $2::text[], $3::text[])
    on conflict (code) do nothing`,

  /** Communities of the streets that there are. */
  insertCommunities: `
    insert into organisations (code, name, kind, parent_code, street_code)
    select t.code, t.name, 'community', o.code, o.street_code
      from unnest($1::text[], $2::text[], $3::text[]) as t (code, name, street)
      join organisations o on o.code = t.street and o.kind = 'street'
    on conflict (code) do nothing`,

  insertProjects: `
    insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, demo, real_name)
    select id, name, category, phase, department, street, unit, budget, to_timestamp(starts / 1000), to_timestamp(ends / 1000), true, real
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::float8[], $10::float8[], $11::bool[])
        as t (id, name, category, phase, department, street, unit, budget, starts, ends, real)`,

  insertWeeks: `
    insert into project_weeks (project_id, closes_at, planned, progress)
    select project, to_timestamp(closes / 1000), planned, progress
      from unnest($1::text[], $2::float8[], $3::numeric[], $4::numeric[]) as t (project, closes, planned, progress)`,

  insertPayments: `
    insert into payments (project_id, paid_at, amount_fen)
    select project, to_timestamp(paid / 1000), amount
      from unnest($1::text[], $2::float8[], $3::bigint[]) as t (project, paid, amount)`,

  countPlans: `select count(*)::int as count from project_phases ph join projects p on p.id = ph.project_id and p.demo`,

  insertFundsPlan: `
    insert into project_funds_plan (project_id, month, amount_fen)
    select * from unnest($1::text[], $2::date[], $3::bigint[])
    on conflict do nothing`,

  insertPhases: `
    insert into project_phases (project_id, phase, entered_at, planned_end_at, left_at)
    select project, phase, to_timestamp(entered / 1000), to_timestamp(ends / 1000), to_timestamp(gone / 1000)
      from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::float8[]) as t (project, phase, entered, ends, gone)
    on conflict do nothing`,

  insertMilestones: `
    insert into project_milestones (project_id, seq, name, is_event, planned_from, planned_to, actual_from, actual_to, progress)
    select project, seq, name, event, to_timestamp(pf / 1000), to_timestamp(pt / 1000), to_timestamp(af / 1000),
           to_timestamp(at / 1000), progress
      from unnest($1::text[], $2::int[], $3::text[], $4::bool[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::numeric[])
        as t (project, seq, name, event, pf, pt, af, at, progress)
    on conflict do nothing`,

  insertSites: `
    insert into sites (code, name, street_code, project_id, lon, lat)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])`,

  /** A device's credential is replaced when the demo had to make another one. */
  upsertDevices: `
    insert into devices (code, name, kind, site_code, period_ms, credential_hash)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[])
    on conflict (code) do update set credential_hash = excluded.credential_hash`,

  insertPerson: `
    with made as (
      insert into people (login_name, name) values ($1, $2)
      on conflict (lower(login_name)) do nothing returning id)
    insert into passwords (person_id, hash, temporary) select id, $3, false from made
    returning person_id as id`,

  selectLoginNames: `select lower(login_name) as name from people`,

  /** Projects of the demonstration from before there were units. */
  giveUnit: `update projects set unit_code = $2 where id = any ($1) and demo and unit_code is null`,

  insertPost: `insert into posts (person_id, role, org_code) values ($1, $2, $3)`,

  /** Projects given to an evaluator for half a year. */
  assignProjects: `
    insert into project_assignments (project_id, org_code, until_at)
    select id, $2, to_timestamp($3::float8 / 1000) + interval '180 days' from projects where id = any ($1) and demo`,

  revokeUnusedWalls: `
    update walls set revoked_at = now()
     where created_by = $1 and exchanged_at is null and revoked_at is null`,

  insertWall: `insert into walls (name, token_hash, created_by) values ($1, $2, $3) returning id`,
} as const;
