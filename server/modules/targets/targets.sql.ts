import type { ProjectCategory } from '../../../contracts/projects.ts';
import type {
  DeclarationFacts,
  DeclarationFilter,
  FactsChange,
  TargetTerms,
  TermsChange,
} from '../../../contracts/targets.ts';
import type { Statement } from '../../platform/database.ts';

export interface DeclarationsAsk {
  readonly year: number;
  readonly state?: DeclarationFilter | undefined;
  readonly category?: ProjectCategory | undefined;
  readonly streetCode?: string | undefined;
  readonly departmentCode?: string | undefined;
  readonly text?: string | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of projects with their declarations of a year: what waits first, then what is missing. */
export const selectDeclarations = (ask: DeclarationsAsk): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", p.category, o.name as "departmentName",
       p.street_code as "streetCode", p.budget_fen::text as "budgetFen", d.id, d.state, t.name as "templateName",
       d.version, d.return_note as "returnNote", count(*) over ()::integer as total,
       (select count(*)::integer from targets where declaration_id = d.id) as targets,
       exists (select from target_changes where declaration_id = d.id and state = 'open') as "hasOpenChange"
  from projects p
  join organisations o on o.code = p.department_code
  left join declarations d on d.project_id = p.id and d.year = $1
  left join templates t on t.code = d.template_code
 where ($2::text is null or coalesce(d.state, 'none') = $2) and ($3::text is null or p.category = $3)
   and ($4::text is null or p.street_code = $4) and ($5::text is null or p.department_code = $5)
   and ($6::text is null or strpos(lower(p.id || ' ' || p.name), lower($6)) > 0)
 order by case d.state when 'submitted' then 0 when 'draft' then 1 when 'approved' then 3 else 2 end, p.id
 limit $8 offset ($7 - 1) * $8`,
  values: [
    ...[ask.year, ask.state ?? null, ask.category ?? null, ask.streetCode ?? null, ask.departmentCode ?? null],
    ...[ask.text ?? null, ask.page, ask.size],
  ],
});

/** Published templates that a project may take: those of its category first, custom before sector before standard. */
export const selectProposals = (projectId: string): Statement => ({
  text: `select t.code as "templateCode", t.name as "templateName", v.version,
       case when t.category = p.category then 'category' else 'any' end as fits,
       (select count(*)::integer from indicators i where i.template_code = t.code and i.version = v.version
           and not exists (select from indicators below where below.parent_id = i.id)) as indicators
  from projects p
  join templates t on t.active and (t.category is null or t.category = p.category)
  join lateral (select max(version) as version from template_versions
                 where template_code = t.code and state = 'published') v on v.version is not null
 where p.id = $1
 order by t.category is null, array_position(array['custom', 'sector', 'standard'], t.kind), t.code`,
  values: [projectId],
});

/** The year's money as the funds plan has it; null without a plan. */
export const insertDeclaration = (projectId: string, year: number, template: string, version: number): Statement => ({
  text: `insert into declarations (project_id, year, template_code, version, attribute, initial_fen, fiscal_fen)
  select p.id, $2::integer, $3, $4,
         case when p.starts_at < make_timestamptz($2::integer, 1, 1, 0, 0, 0, 'Asia/Shanghai') then 'continued' else 'new' end,
         plan.fen, plan.fen
    from projects p
    cross join lateral (select sum(amount_fen)::bigint as fen from project_funds_plan
                         where project_id = p.id and extract(year from month) = $2::integer) plan
   where p.id = $1
  on conflict (project_id, year) do nothing returning id`,
  values: [projectId, year, template, version],
});

/**
 * Targets out of the version's scored indicators, for the project's own unit to answer for. What is to be spent by the end
 * of each month is that share of the year's funds plan (用款计划, domain.md 1.5); without a plan it goes by time.
 */
export const insertTargets = (declarationId: number): Statement => ({
  text: `insert into targets (declaration_id, project_id, indicator_id, weight, target, org_code, monthly)
  select d.id, d.project_id, i.id, i.weight, i.target, coalesce(p.unit_code, p.department_code), plan.monthly
    from declarations d
    join projects p on p.id = d.project_id
    join indicators i on i.template_code = d.template_code and i.version = d.version
    left join lateral (
      select array_agg(round(coalesce(i.target, 100) * so_far / whole, 2) order by n) as monthly
        from (select n, sum(coalesce(f.amount_fen, 0)) over (order by n) as so_far,
                     sum(coalesce(f.amount_fen, 0)) over () as whole
                from generate_series(1, 12) n
                left join project_funds_plan f on f.project_id = d.project_id and f.month = make_date(d.year, n, 1)) m
       where whole > 0
    ) plan on i.method = 'execution'
   where d.id = $1 and not exists (select from indicators below where below.parent_id = i.id)`,
  values: [declarationId],
});

/** Whether there is a project within reach, and an open year. */
export const selectProject = (projectId: string): Statement => ({
  text: `select id from projects where id = $1`,
  values: [projectId],
});

/** A declaration's own row, held until the transaction ends. */
export const lockDeclaration = (id: number): Statement => ({
  text: `select id, project_id as "projectId", year, state, revision, submitted_by as "submittedById",
       (select closed_at from score_cycles c where c.year = declarations.year) as "closedAt"
  from declarations where id = $1 for update`,
  values: [id],
});

export const selectDeclaration = (id: number, viewerId: number | null): Statement => ({
  text: `select d.id, d.project_id as "projectId", p.name as "projectName", o.code as "departmentCode",
       o.name as "departmentName", u.name as "unitName", p.starts_at as "startsAt", p.ends_at as "endsAt",
       p.budget_fen::text as "budgetFen", p.demo, p.real_name as "realName", d.year, d.template_code as "templateCode",
       t.name as "templateName", d.version, d.state, d.revision, d.attribute, d.whole_goal as "wholeGoal",
       d.annual_goal as "annualGoal", d.initial_fen::text as "initialFen", d.fiscal_fen::text as "fiscalFen",
       d.carried_fen::text as "carriedFen", d.other_fen::text as "otherFen", s.name as "submittedBy",
       d.submitted_at as "submittedAt", d.submitted_by is not distinct from $2::integer and $2 is not null as "isOwn",
       a.name as "approvedBy", d.approved_at as "approvedAt", d.return_note as "returnNote", c.locked_at as "lockedAt",
       c.closed_at as "closedAt"
  from declarations d
  join projects p on p.id = d.project_id
  join organisations o on o.code = p.department_code
  left join organisations u on u.code = p.unit_code
  join templates t on t.code = d.template_code
  left join people s on s.id = d.submitted_by
  left join people a on a.id = d.approved_by
  left join score_cycles c on c.year = d.year
 where d.id = $1`,
  values: [id, viewerId],
});

/** A declaration's targets in the order of their tree. */
export const selectTargets = (declarationId: number): Statement => ({
  text: `select t.id, t.indicator_id as "indicatorId", i.code, i.name,
       array_remove(array[p1.name, p2.name], null) as path, i.method, i.direction, i.unit, i.decimals, i.aspect,
       i.frequency, i.auto_source as "autoSource", i.points, i.explanation, i.scoring_rule as "scoringRule",
       t.weight::text as weight, t.target::text as target, t.target_text as "targetText", t.org_code as "orgCode",
       o.name as "orgName", t.person_id as "personId", h.name as "personName", t.monthly::text[] as monthly, t.note
  from targets t
  join indicators i on i.id = t.indicator_id
  left join indicators p2 on p2.id = i.parent_id
  left join indicators p1 on p1.id = p2.parent_id
  left join organisations o on o.code = t.org_code
  left join people h on h.id = t.person_id
 where t.declaration_id = $1
 order by coalesce(p1.position, p2.position, i.position), coalesce(p2.position, i.position), i.position, i.code`,
  values: [declarationId],
});

/** Organisations that may answer for a declaration's targets: of its project's department and unit, and below. */
const ofProject = `select unnest(access.subtree(array_remove(array[p.department_code, p.unit_code], null))) as code
  from declarations d join projects p on p.id = d.project_id where d.id = $1`;
export const selectOrganisations = (declarationId: number): Statement => ({
  text: `select code, name from organisations where active and code in (${ofProject}) order by code`,
  values: [declarationId],
});
/** People with a post in force there. */
export const selectPeople = (declarationId: number): Statement => ({
  text: `select distinct h.id, h.name, o.code as "orgCode", o.name as "orgName"
  from posts f
  join people h on h.id = f.person_id and h.active
  join organisations o on o.code = f.org_code
 where f.from_at <= now() and (f.until_at is null or f.until_at > now()) and f.org_code in (${ofProject})
 order by o.code, h.name, h.id limit 300`,
  values: [declarationId],
});

export const updateFacts = (id: number, facts: DeclarationFacts): Statement => ({
  text: `update declarations set attribute = $2, whole_goal = $3, annual_goal = $4, initial_fen = $5, fiscal_fen = $6,
         carried_fen = $7, other_fen = $8, revision = revision + 1 where id = $1`,
  values: [
    ...[id, facts.attribute, facts.wholeGoal, facts.annualGoal, facts.initialFen, facts.fiscalFen, facts.carriedFen],
    facts.otherFen,
  ],
});

export type NamedTerms = TargetTerms & { readonly id: number };
/** Terms of targets of one declaration; what belongs to another is left alone. @returns the ids written */
export const updateTargets = (declarationId: number, terms: readonly NamedTerms[]): Statement => ({
  text: `update targets t set weight = r.weight, target = r.target, target_text = r."targetText", org_code = r."orgCode",
         person_id = r."personId", monthly = r.monthly, note = r.note
    from jsonb_to_recordset($2) as r (id integer, weight numeric, target numeric, "targetText" text, "orgCode" text,
         "personId" integer, monthly numeric[], note text)
   where t.id = r.id and t.declaration_id = $1 returning t.id`,
  values: [declarationId, JSON.stringify(terms)],
});

/** A draft goes with its targets; anything else stays, whoever asks. @returns its id */
export const deleteDraft = (id: number): Statement => ({
  text: `delete from declarations where id = $1 and state = 'draft' returning id`,
  values: [id],
});

export const markSubmitted = (id: number, personId: number, now: number): Statement => ({
  text: `update declarations set state = 'submitted', submitted_by = $2, submitted_at = $3, return_note = null,
         returned_by = null, revision = revision + 1 where id = $1`,
  values: [id, personId, new Date(now)],
});
export const markReturned = (id: number, personId: number, note: string): Statement => ({
  text: `update declarations set state = 'draft', return_note = $3, returned_by = $2, revision = revision + 1 where id = $1`,
  values: [id, personId, note],
});
export const markApproved = (id: number, personId: number, now: number): Statement => ({
  text: `update declarations set state = 'approved', approved_by = $2, approved_at = $3, revision = revision + 1
          where id = $1`,
  values: [id, personId, new Date(now)],
});

export const selectChanges = (declarationId: number, viewerId: number | null): Statement => ({
  text: `select c.id, c.state, c.reason, c.changes, c.facts, p.name as "proposedBy", c.proposed_at as "proposedAt",
       c.proposed_by = $2 and $2 is not null as "isOwn", d.name as "decidedBy", c.decided_at as "decidedAt",
       c.decision_note as "decisionNote"
  from target_changes c join people p on p.id = c.proposed_by left join people d on d.id = c.decided_by
 where c.declaration_id = $1 order by c.id desc`,
  values: [declarationId, viewerId],
});
/** What a change alters: terms of targets, goals and money, or both. */
export interface ProposedChange {
  readonly changes: readonly TermsChange[];
  readonly facts: FactsChange | null;
}
export const insertChange = (
  declarationId: number,
  projectId: string,
  change: ProposedChange & { readonly reason: string; readonly personId: number },
): Statement => ({
  text: `insert into target_changes (declaration_id, project_id, reason, changes, facts, proposed_by)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
  values: [
    ...[declarationId, projectId, change.reason, JSON.stringify(change.changes)],
    ...[change.facts === null ? null : JSON.stringify(change.facts), change.personId],
  ],
});
export const lockChange = (id: number): Statement => ({
  text: `select id, declaration_id as "declarationId", state, changes, facts, reason, proposed_by as "proposedById"
  from target_changes where id = $1 for update`,
  values: [id],
});
export const decideChange = (
  id: number,
  decision: {
    readonly state: 'approved' | 'refused' | 'withdrawn';
    readonly personId: number;
    readonly note: string | null;
  },
  now: number,
): Statement => ({
  text: `update target_changes set state = $2, decided_by = $3, decision_note = $4, decided_at = $5 where id = $1`,
  values: [id, decision.state, decision.personId, decision.note, new Date(now)],
});

export const selectCycles = (): Statement => ({
  text: `select c.year, c.opened_at as "openedAt", c.locked_at as "lockedAt", c.closed_at as "closedAt",
       (select count(*)::integer from projects) as projects,
       count(d.id) filter (where d.state = 'approved')::integer as approved,
       count(d.id) filter (where d.state = 'submitted')::integer as submitted,
       count(d.id) filter (where d.state = 'draft')::integer as drafts
  from score_cycles c left join declarations d on d.year = c.year
 group by c.year order by c.year desc`,
});
export const insertCycle = (year: number, now: number): Statement => ({
  text: `insert into score_cycles (year, opened_at) values ($1, $2) on conflict do nothing returning year`,
  values: [year, new Date(now)],
});
export const lockCycleRow = (year: number): Statement => ({
  text: `select year, locked_at as "lockedAt", closed_at as "closedAt" from score_cycles where year = $1 for update`,
  values: [year],
});
/** Declarations of a year that are not approved, by name; a few of them. */
export const selectUnapproved = (year: number): Statement => ({
  text: `select p.name, count(*) over ()::integer as total from declarations d join projects p on p.id = d.project_id
          where d.year = $1 and d.state <> 'approved' order by p.id limit 5`,
  values: [year],
});
export const lockVersions = (year: number, now: number): Statement => ({
  text: `update template_versions v set locked_at = $2, locked_by_year = $1
          where locked_at is null and exists (
            select from declarations d where d.year = $1 and d.template_code = v.template_code and d.version = v.version)
         returning v.template_code as code, v.version`,
  values: [year, new Date(now)],
});
export const markCycleLocked = (year: number, now: number): Statement => ({
  text: `update score_cycles set locked_at = $2 where year = $1`,
  values: [year, new Date(now)],
});
export const markCycleClosed = (year: number, now: number): Statement => ({
  text: `update score_cycles set closed_at = $2 where year = $1`,
  values: [year, new Date(now)],
});
