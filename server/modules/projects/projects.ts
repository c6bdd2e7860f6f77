import type { Static } from 'typebox';
import type { Instant, ProjectId, StreetCode } from '../../../contracts/glossary.ts';
import {
  projectCategoryNames,
  projectPhases,
  type Light,
  type Milestone,
  type Payment,
  type PhaseDate,
  type ProjectDetail,
  type ProjectFigures,
  type ProjectRow,
  type ProjectWeek,
} from '../../../contracts/projects.ts';
import type { ListedProject, ProjectPageQuery, ProjectsQuery } from '../../../contracts/rest/projects.ts';
import { yearStart } from '../../platform/calendar.rules.ts';
import type { Runner } from '../../platform/database.ts';
import type { Decimal } from '../../platform/exact.rules.ts';
import { ProblemError } from '../../platform/problems.ts';
import { ratio } from './earnedValue.rules.ts';
import { inputsOf, type ProjectRecord } from './inputs.rules.ts';
import { lightOf } from './light.rules.ts';
import { countListed, selectListed, selectPage } from './list.sql.ts';
import { areaProjects, areasOf, earnedValueOf, type AreaProjects, type JudgedProject } from './projects.rules.ts';
import { approvalAimOf, type ApprovalClock } from './approvalClock.rules.ts';
import * as sql from './projects.sql.ts';
import { thresholdsOf } from './thresholds.rules.ts';

const DAY_MS = 86_400_000;

const rowOf = (record: ProjectRecord): ProjectRow => ({
  id: record.id,
  name: record.name,
  category: record.category as ProjectRow['category'],
  phase: record.phase as ProjectRow['phase'],
  departmentCode: record.departmentCode,
  departmentName: record.departmentName,
  streetCode: record.streetCode,
  budgetFen: record.budgetFen,
  paidFen: record.paidFen,
  startsAt: record.startsAt,
  endsAt: record.endsAt,
  label: record.label,
  demo: record.demo,
  realName: record.realName,
  earned: earnedValueOf(inputsOf(record)),
});

/** Projects with their earned value at the newest week reported by `now`. @param filter by street or department */
export async function listProjects(db: Runner, now: Instant, filter: sql.ProjectFilter = {}): Promise<ProjectRow[]> {
  return (await db.run<ProjectRecord>(sql.selectProjects(now, filter))).map(rowOf);
}

/** The light of every project as the live state has it now. */
export type LightsNow = () => ReadonlyMap<ProjectId, Light | null>;

/** Projects of a light; undefined: whatever their light. */
export const litBy = (lights: ReturnType<LightsNow>, light: Light | undefined): ProjectId[] | undefined =>
  light && [...lights].filter(([, has]) => has === light).map(([id]) => id);

/** A page of the list, and how many rows it has in all. @param lights what is not in it has none */
export async function pageProjects(
  tx: Runner,
  now: Instant,
  query: ProjectPageQuery,
  lights: ReadonlyMap<ProjectId, Light | null>,
): Promise<{ rows: ListedProject[]; total: number }> {
  const lit = litBy(lights, query.light);
  const [counted] = await tx.run<{ total: number }>(countListed(query, lit));
  const ids = (await tx.run<{ id: ProjectId }>(selectPage(query, lit, now))).map(({ id }) => id);
  const found = new Map((await listProjects(tx, now, { ids })).map((row) => [row.id, row]));
  const rows = ids.flatMap((id) => found.get(id) ?? []).map((row) => ({ ...row, light: lights.get(row.id) ?? null }));
  return { rows, total: counted?.total ?? 0 };
}

/** Every project that the filters leave, as an export takes them. @param among only these, where it is given */
export async function listFiltered(
  tx: Runner,
  now: Instant,
  query: ProjectsQuery,
  among?: readonly ProjectId[],
): Promise<ProjectRow[]> {
  const ids = (await tx.run<{ id: ProjectId }>(selectListed(query, among))).map(({ id }) => id);
  return listProjects(tx, now, { ids });
}

/** One project with its weeks, payments, sites, milestones and phases. @throws ProblemError not-found */
export async function getProject(db: Runner, now: Instant, id: ProjectId): Promise<ProjectDetail> {
  const [row] = await listProjects(db, now, { id });
  if (row === undefined) throw new ProblemError('not-found', `项目 ${id}`);
  const weeks = await db.run<ProjectWeek>(sql.selectWeeks(id));
  const payments = await db.run<Static<typeof Payment>>(sql.selectPayments(id));
  const sites = await db.run<{ code: string }>(sql.selectSiteCodes(id));
  const milestones = await db.run<Milestone>(sql.selectMilestones(id));
  const dated = await db.run<PhaseDate>(sql.selectPhases(id));
  const phases = projectPhases.flatMap((phase) => dated.filter((one) => one.phase === phase));
  return { ...row, weeks, payments, siteCodes: sites.map((site) => site.code), milestones, phases };
}

/** Project figures for the live state. */
export interface ProjectStanding {
  /** By street code; the whole district under 320102. A street without projects has no entry: take `none`. */
  readonly areas: ReadonlyMap<StreetCode, AreaProjects>;
  /** Each project as a room shows it, and what a room of its own adds up to. Where it stands is the sites' to say. */
  readonly projects: ReadonlyMap<ProjectId, { readonly row: ProjectFigures; readonly area: AreaProjects }>;
  readonly none: AreaProjects;
}

const categoryName = (category: ProjectFigures['category']): string => projectCategoryNames[category];

/** What an area without projects adds up to. */
export const noProjects: AreaProjects = areaProjects([], { now: 0, yearStart: 0, graceMs: 0 }, categoryName);

/** All project figures as of `now`, in three queries. */
export async function loadProjectStanding(db: Runner, now: Instant): Promise<ProjectStanding> {
  const records = await db.run<ProjectRecord>(sql.selectProjects(now));
  const limits = await db.run<{ code: string; value: Decimal }>(sql.selectThresholds(now));
  const thresholds = thresholdsOf(limits);
  const today = {
    now,
    yearStart: yearStart(now),
    graceMs: (thresholds['overdue-days-yellow']?.shown ?? 0) * DAY_MS,
    approvalAim: approvalAimOf(limits),
  };
  const clocks = new Map(
    (await db.run<ApprovalClock & { projectId: ProjectId }>(sql.selectApprovalClocks(today.yearStart, now))).map(
      ({ projectId, ...clock }) => [projectId, clock],
    ),
  );
  const judged = records.map((record) => {
    const inputs = inputsOf(record);
    const { light, reasons } = lightOf(inputs, thresholds, now);
    return {
      record,
      project: { ...inputs, light, approvals: clocks.get(inputs.id) },
      row: figuresOf(record, { ...inputs, light }, reasons),
    };
  });
  const areas = areasOf(
    judged.map(({ project }) => project),
    today,
    categoryName,
  );
  const projects = judged.map(({ row, project }) => {
    return [row.id, { row, area: areaProjects([project], today, categoryName) }] as const;
  });
  return { areas, projects: new Map(projects), none: noProjects };
}

const figuresOf = (
  record: ProjectRecord,
  project: JudgedProject,
  reasons: readonly ProjectFigures['reasons'][number][],
): ProjectFigures => {
  const { spi, cpi, progress, planned, asOf } = earnedValueOf(project);
  return {
    ...{ id: record.id, name: record.name, category: project.category, phase: project.phase },
    ...{ departmentCode: record.departmentCode, streetCode: record.streetCode, lon: null, lat: null },
    ...{ demo: record.demo, realName: record.realName, budgetFen: record.budgetFen, paidFen: record.paidFen },
    arrivedFen: record.arrivedFen,
    paid: ratio(project.paid, project.budget),
    paidPlanned: project.paidPlanned === null ? null : ratio(project.paidPlanned, project.budget),
    ...{ progress, planned, spi, cpi, asOf, startsAt: record.startsAt, endsAt: record.endsAt },
    light: project.light,
    reasons: [...reasons],
    // Laid over by the live side.
    score: null,
  };
};
