import type { Instant, ProjectId, StreetCode } from '../../../contracts/glossary.ts';
import type { ProjectSideFigures } from '../../../contracts/live.ts';
import type { Payment, ProjectDetail, ProjectRow, ProjectWeek } from '../../../contracts/projects.ts';
import type { Static } from 'typebox';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { earnedValueOf, inputsOf, noProjects, projectSideFigures, sumFigures } from './projects.rules.ts';
import {
  selectPayments,
  selectProjects,
  selectSiteCodes,
  selectWeeks,
  type ProjectFilter,
  type ProjectRecord,
} from './projects.sql.ts';

function rowOf(record: ProjectRecord): ProjectRow {
  const { closesAt: _closesAt, planned: _planned, progress: _progress, paidToCloseFen: _paid, ...row } = record;
  return {
    ...row,
    category: row.category as ProjectRow['category'],
    phase: row.phase as ProjectRow['phase'],
    earned: earnedValueOf(inputsOf(record)),
  };
}

/** Projects with their earned value at the newest week reported by `now`. @param filter by street or department */
export async function listProjects(db: Runner, now: Instant, filter: ProjectFilter = {}): Promise<ProjectRow[]> {
  return (await db.run<ProjectRecord>(selectProjects(now, filter))).map(rowOf);
}

/** One project with its weeks, payments and sites. @throws ProblemError not-found */
export async function getProject(db: Runner, now: Instant, id: ProjectId): Promise<ProjectDetail> {
  const [row] = await listProjects(db, now, { id });
  if (row === undefined) throw new ProblemError('not-found', `项目 ${id}`);
  const weeks = await db.run<ProjectWeek>(selectWeeks(id));
  const payments = await db.run<Static<typeof Payment>>(selectPayments(id));
  const sites = await db.run<{ code: string }>(selectSiteCodes(id));
  return { ...row, weeks, payments, siteCodes: sites.map((site) => site.code) };
}

/** Project figures for the live state. */
export interface ProjectFigures {
  /** By street code; the whole district under 320102. A street without projects has no entry: take `none`. */
  readonly areas: ReadonlyMap<StreetCode, ProjectSideFigures>;
  /** Each project's own, with its name: a project room's area. */
  readonly projects: ReadonlyMap<ProjectId, { readonly name: string; readonly figures: ProjectSideFigures }>;
  readonly none: ProjectSideFigures;
}

/** All project figures as of `now`, in one query. */
export async function loadProjectFigures(db: Runner, now: Instant): Promise<ProjectFigures> {
  const records = await db.run<ProjectRecord>(selectProjects(now));
  const inputs = records.map(inputsOf);
  const projects = records.map(
    (record, i) => [record.id, { name: record.name, figures: sumFigures(inputs.slice(i, i + 1)) }] as const,
  );
  return { areas: projectSideFigures(inputs), projects: new Map(projects), none: noProjects };
}
