import type { ProjectSort } from '../../../contracts/projects.ts';
import type { ProjectPageQuery, ProjectsQuery } from '../../../contracts/rest/projects.ts';
import { containing } from '../../platform/like.rules.ts';
import type { Statement } from '../../platform/database.ts';

/** Filters as a list has them; `$1` to `$7`. What is not asked for is no condition. */
const listed = `
  from projects p
 where ($1::text is null or p.name ilike $1 or p.id ilike $1) and ($2::text is null or p.street_code = $2)
   and ($3::text is null or p.department_code = $3) and ($4::text is null or p.category = $4)
   and ($5::text is null or p.phase = $5) and ($6::text is null or p.label = $6)
   and ($7::text[] is null or p.id = any ($7))`;

/** @param ids those of the light asked for, or undefined: whatever their light */
const valuesOf = (query: ProjectsQuery, ids: readonly string[] | undefined) => [
  containing(query.text ?? ''),
  ...[query.streetCode ?? null, query.departmentCode ?? null, query.category ?? null],
  ...[query.phase ?? null, query.label ?? null, ids ?? null],
];

export const countListed = (query: ProjectsQuery, ids: readonly string[] | undefined): Statement => ({
  text: `select count(*)::int as total ${listed}`,
  values: valuesOf(query, ids),
});

/** Phases in their order, not in that of their names; `$10` is now. */
const orders: Readonly<Record<ProjectSort, string>> = {
  id: 'p.id',
  name: 'p.name',
  department: '(select name from organisations where code = p.department_code)',
  category: 'p.category',
  phase: `array_position(array['planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation'], p.phase)`,
  progress: `(select progress from project_weeks w where w.project_id = p.id and progress is not null and closes_at <= $10
               order by closes_at desc limit 1)`,
  paid: `(select coalesce(sum(amount_fen), 0) from payments m where m.project_id = p.id and paid_at <= $10)`,
  budget: 'p.budget_fen',
  street: 'p.street_code',
  startsAt: 'p.starts_at',
  endsAt: 'p.ends_at',
};

/** The ids of a page alone: figures are then read of these rows and no others. What is missing stands last either way. */
export function selectPage(query: ProjectPageQuery, ids: readonly string[] | undefined, now: number): Statement {
  const { sort = 'id', descending = false, limit = 100, offset = 0 } = query;
  return {
    text: `select p.id ${listed} and $10::timestamptz is not null
            order by ${orders[sort]} ${descending ? 'desc' : 'asc'} nulls last, p.id limit $8 offset $9`,
    values: [...valuesOf(query, ids), limit, offset, new Date(now)],
  };
}

/** The ids of everything that the filters leave. */
export const selectListed = (query: ProjectsQuery, ids: readonly string[] | undefined): Statement => ({
  text: `select p.id ${listed}`,
  values: valuesOf(query, ids),
});
