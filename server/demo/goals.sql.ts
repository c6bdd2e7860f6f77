/** SQL of the demo's plans and goals. */
export const goalsSql = {
  insertPlan: `insert into plan_documents (code, name, kind, from_year, to_year, issuer, source)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (code) do nothing returning code`,
  insertGoal: `insert into plan_goals (plan_code, parent_id, code, name, org_code, position)
    values ($1, $2, $3, $4, $5, $6) returning id`,
  linkProjects: `insert into goal_projects (goal_id, project_id)
    select $1, id from projects where id = any($2::text[])`,
  linkIndicators: `insert into goal_indicators (goal_id, indicator_code)
    select distinct $1::integer, code from indicators where code = any($2::text[])`,
};
