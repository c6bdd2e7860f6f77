import type { Database } from '../../server/platform/database.ts';

/** An indicator of a test's template: what it is held to, and how. */
export interface TestIndicator {
  readonly code: string;
  readonly weight: number;
  readonly target?: number;
  readonly method?: 'ratio' | 'execution' | 'bands' | 'points' | 'veto';
  readonly direction?: 'ge' | 'le' | null;
  readonly autoSource?: string;
  readonly aspect?: string;
  readonly frequency?: string;
}

/** A published template of one level, and an approved declaration of the year for each project; targets by project and code. */
export async function declareTargets(
  db: Database,
  year: number,
  projectIds: readonly string[],
  indicators: readonly TestIndicator[],
): Promise<Map<string, number>> {
  const run = <Row>(text: string, values: readonly unknown[] = []) => db.run<Row>({ text, values });
  await run(`insert into templates (code, name, tree, kind) values ('T-TEST', '测试模板', 'A-2020', 'custom')`);
  await run(`insert into template_versions (template_code, version) values ('T-TEST', 1)`);
  await run(
    `insert into indicators (template_code, version, level, position, code, name, weight, nature, method, direction,
            target, frequency, aspect, auto_source, unit)
     select 'T-TEST', 1, 1, place, code, code, weight, 'quantitative', coalesce(method, 'ratio'), coalesce(direction, 'ge'),
            target, coalesce(frequency, 'month'), coalesce(aspect, 'quantity'), "autoSource", '户'
       from jsonb_to_recordset($1) as r (code text, weight numeric, target numeric, method text,
            direction text, frequency text, aspect text, "autoSource" text, place integer)`,
    [JSON.stringify(indicators.map((indicator, place) => ({ ...indicator, place })))],
  );
  await run(`update template_versions set state = 'published' where template_code = 'T-TEST'`);
  await run(
    `insert into declarations (project_id, year, template_code, version, state)
     select id, $2, 'T-TEST', 1, 'approved' from unnest($1::text[]) as id`,
    [projectIds, year],
  );
  const made = await run<{ id: number; projectId: string; code: string }>(
    `with made as (
       insert into targets (declaration_id, project_id, indicator_id, weight, target)
       select d.id, d.project_id, i.id, i.weight, i.target from declarations d
         join indicators i on i.template_code = d.template_code and i.version = d.version
        where d.template_code = 'T-TEST' returning id, project_id, indicator_id)
     select made.id, made.project_id as "projectId", i.code from made join indicators i on i.id = made.indicator_id`,
  );
  return new Map(made.map(({ id, projectId, code }) => [`${projectId} ${code}`, id]));
}

/** A reviewed value of a target, at the end of a month (`2026-03`). @returns its number */
export async function acceptValue(
  db: Database,
  targetId: number,
  month: string,
  value: string | null,
): Promise<number> {
  const [row] = await db.run<{ id: number }>({
    text: `with replaced as (
             update indicator_values set state = 'replaced'
              where target_id = $1 and month = $2::date and state = 'accepted' returning id)
           insert into indicator_values (target_id, project_id, month, value, source, measured_at, state, replaces_id)
           select t.id, t.project_id, $2::date, $3, 'manual', now(), 'accepted', (select id from replaced)
             from targets t where t.id = $1 returning id`,
    values: [targetId, `${month}-01`, value],
  });
  if (row === undefined) throw new Error(`no target ${targetId}`);
  return row.id;
}
