import type { GoalFacts, PlanFacts } from '../../../contracts/plans.ts';
import type { Statement } from '../../platform/database.ts';

const plans = `select code, name, kind, from_year as "fromYear", to_year as "toYear", issuer, source, active
  from plan_documents`;

export const selectPlans = (): Statement => ({ text: `${plans} order by active desc, kind, from_year desc, code` });

/** Held until the transaction ends. */
export const lockPlan = (code: string): Statement => ({ text: `${plans} where code = $1 for update`, values: [code] });

export const upsertPlan = (code: string, p: PlanFacts): Statement => ({
  text: `insert into plan_documents (code, name, kind, from_year, to_year, issuer, source, active)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (code) do update set name = excluded.name, kind = excluded.kind, from_year = excluded.from_year,
           to_year = excluded.to_year, issuer = excluded.issuer, source = excluded.source, active = excluded.active`,
  values: [code, p.name, p.kind, p.fromYear, p.toYear, p.issuer, p.source, p.active],
});

/** Goals with the projects that the viewer sees, and the newest name of each indicator. */
const goals = `select g.id, g.plan_code as "planCode", g.parent_id as "parentId", g.code, g.name, g.org_code as "orgCode",
    o.name as "orgName", g.position,
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.id)
                from goal_projects gp join projects p on p.id = gp.project_id where gp.goal_id = g.id), '[]') as projects,
    coalesce((select jsonb_agg(jsonb_build_object('code', gi.indicator_code, 'name', coalesce(
                 (select i.name from indicators i where i.code = gi.indicator_code order by i.id desc limit 1),
                 gi.indicator_code)) order by gi.indicator_code)
                from goal_indicators gi where gi.goal_id = g.id), '[]') as indicators
  from plan_goals g left join organisations o on o.code = g.org_code`;

/** Null: those of every plan. */
export const selectGoals = (planCode: string | null): Statement => ({
  text: `${goals} where $1::text is null or g.plan_code = $1 order by g.plan_code, g.position, g.id`,
  values: [planCode],
});
export const selectGoal = (id: number): Statement => ({ text: `${goals} where g.id = $1`, values: [id] });

export interface StandingGoal {
  readonly planCode: string;
  readonly code: string;
  readonly name: string;
  readonly orgCode: string | null;
  readonly children: number;
}
/** Held until the transaction ends. */
export const lockGoal = (id: number): Statement => ({
  text: `select plan_code as "planCode", code, name, org_code as "orgCode",
                (select count(*)::integer from plan_goals c where c.parent_id = g.id) as children
           from plan_goals g where id = $1 for update`,
  values: [id],
});

/** No row comes back when the code is taken or the goal above stands in another plan. */
export const insertGoal = (
  planCode: string,
  g: GoalFacts & { readonly code: string; readonly parentId: number | null },
): Statement => ({
  text: `insert into plan_goals (plan_code, parent_id, code, name, org_code, position)
         select $1, $2, $3, $4, $5,
                coalesce((select max(position) + 1 from plan_goals where plan_code = $1), 0)
          where $2::integer is null or exists (select from plan_goals where id = $2 and plan_code = $1)
         on conflict (plan_code, code) do nothing returning id`,
  values: [planCode, g.parentId, g.code, g.name, g.orgCode],
});
export const updateGoal = (id: number, g: GoalFacts): Statement => ({
  text: `update plan_goals set name = $2, org_code = $3 where id = $1`,
  values: [id, g.name, g.orgCode],
});
export const deleteGoal = (id: number): Statement => ({ text: `delete from plan_goals where id = $1`, values: [id] });

export const linkProjects = (goalId: number, ids: readonly string[]): Statement => ({
  text: `insert into goal_projects (goal_id, project_id)
         select $1, p.id from projects p where p.id = any($2) on conflict do nothing`,
  values: [goalId, ids],
});
export const unlinkProjects = (goalId: number, ids: readonly string[]): Statement => ({
  text: `delete from goal_projects where goal_id = $1 and project_id = any($2)`,
  values: [goalId, ids],
});
/** Codes that some template knows. */
export const linkIndicators = (goalId: number, codes: readonly string[]): Statement => ({
  text: `insert into goal_indicators (goal_id, indicator_code)
         select distinct $1::integer, i.code from indicators i where i.code = any($2) on conflict do nothing`,
  values: [goalId, codes],
});
export const unlinkIndicators = (goalId: number, codes: readonly string[]): Statement => ({
  text: `delete from goal_indicators where goal_id = $1 and indicator_code = any($2)`,
  values: [goalId, codes],
});
export const selectOrganisation = (code: string): Statement => ({
  text: `select code from organisations where code = $1 and active`,
  values: [code],
});

/** What is scored by the newest published version of each template in use. */
export const selectScoredIndicators = (): Statement => ({
  text: `select i.code, min(i.name) as name, min(t.code) as "templateCode", min(t.name) as "templateName"
           from templates t
           join lateral (select max(version) as version from template_versions
                          where template_code = t.code and state = 'published') v on true
           join indicators i on i.template_code = t.code and i.version = v.version
          where t.active and not exists (select from indicators c where c.parent_id = i.id)
          group by i.code order by i.code`,
});
