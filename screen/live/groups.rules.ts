import type { AreaFigures, GroupFigures, ProjectSideFigures, RoomState } from '../../contracts/live.ts';
import { lights, type Light, type ProjectFigures } from '../../contracts/projects.ts';

/** The three ways of filtering and ranking projects. */
export const groupings = ['street', 'department', 'sector'] as const;
export type Grouping = (typeof groupings)[number];

export interface RankedGroup {
  readonly code: string;
  readonly name: string;
  /** Groups that print the same figure share a rank; null without a figure. */
  readonly rank: number | null;
  readonly spi: number | null;
  readonly projects: ProjectSideFigures;
}

const groupsOf: Readonly<Record<Grouping, (state: RoomState) => readonly (AreaFigures | GroupFigures)[]>> = {
  street: (state) => Object.values(state.streets),
  department: (state) => Object.values(state.departments),
  sector: (state) => Object.values(state.sectors),
};

/** Printed with two decimals: a difference that nobody sees is no difference in rank. */
const printed = (spi: number): number => Math.round(spi * 100);

/** Groups with projects by SPI, highest first, those without one last. */
export function rankGroups(state: RoomState, by: Grouping): RankedGroup[] {
  const rows = groupsOf[by](state)
    .filter(({ projects }) => projects.total > 0)
    .map(({ code, name, projects }) => ({ code, name, projects, spi: projects.spi }))
    .sort((a, b) => (b.spi ?? -Infinity) - (a.spi ?? -Infinity) || a.code.localeCompare(b.code));
  return rows.map((row) => ({ ...row, rank: row.spi === null ? null : rankAmong(rows, row.spi) }));
}
const rankAmong = (rows: readonly { readonly spi: number | null }[], spi: number): number =>
  1 + rows.filter((other) => other.spi !== null && printed(other.spi) > printed(spi)).length;

/** Bars of a ranking by SPI begin well below the red band, so that differences can be seen; 1 is on plan. */
const BAR = { from: 0.7, to: 1.1 };
export const spiShare = (spi: number | null): number | null =>
  spi === null ? null : Math.min(1, Math.max(0, (spi - BAR.from) / (BAR.to - BAR.from)));

export const groupOf = (project: ProjectFigures, by: Grouping): string | null =>
  ({ street: project.streetCode, department: project.departmentCode, sector: project.category })[by];

/** Projects of one group, or of all; those of the whole district are on no street. */
export const projectsIn = (state: RoomState, by: Grouping, code: string | null): ProjectFigures[] =>
  Object.values(state.projects).filter((project) => code === null || groupOf(project, by) === code);

const weight = (light: Light | null): number =>
  light === null ? lights.length : ['red', 'yellow', 'blue', 'green'].indexOf(light);

/** By risk: red, yellow, blue, green, none; then the one furthest behind its plan. */
export const byRisk = (projects: readonly ProjectFigures[]): ProjectFigures[] =>
  [...projects].sort(
    (a, b) =>
      weight(a.light) - weight(b.light) || (a.spi ?? Infinity) - (b.spi ?? Infinity) || a.id.localeCompare(b.id),
  );

/** How many projects can be drawn on the map, and how many have no place of their own. */
export function mappedCount(projects: readonly ProjectFigures[]): {
  readonly mapped: number;
  readonly unmapped: number;
} {
  const mapped = projects.filter(({ lon }) => lon !== null).length;
  return { mapped, unmapped: projects.length - mapped };
}
