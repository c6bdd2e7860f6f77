import type { AreaFigures, GroupFigures, ProjectSideFigures, RoomState } from '../../contracts/live.ts';
import { decimalText, roundedUnits } from '../format/decimal.rules.ts';
import { formatNumber } from '../format/number.ts';
import { DAY_MS } from '../format/time.ts';
import { lights, type Light, type ProjectFigures } from '../../contracts/projects.ts';
import { SCORE_PERIOD_MS, scoreNumber } from './scores.rules.ts';

/** The three ways of filtering and ranking projects. */
export const groupings = ['street', 'department', 'sector'] as const;
export type Grouping = (typeof groupings)[number];

export interface RankedGroup {
  readonly code: string;
  readonly name: string;
  /** Groups that print the same figure share a rank; null without a figure. */
  readonly rank: number | null;
  /** What the ranking is by. */
  readonly value: number | null;
  readonly text: string;
  readonly projects: ProjectSideFigures;
}

const groupsOf: Readonly<Record<Grouping, (state: RoomState) => readonly (AreaFigures | GroupFigures)[]>> = {
  street: (state) => Object.values(state.streets),
  department: (state) => Object.values(state.departments),
  sector: (state) => Object.values(state.sectors),
};

/** What groups are ranked by: the score weighted by budgets, or SPI while none of them is scored. */
export const rankBases = ['score', 'spi'] as const;
export type RankBasis = (typeof rankBases)[number];

interface BasisFacts {
  readonly value: (projects: ProjectSideFigures) => number | null;
  readonly text: (projects: ProjectSideFigures) => string;
  /** In hundredths, as printed: a difference that nobody sees is no difference in rank. */
  readonly printed: (projects: ProjectSideFigures) => number;
  /** Ends of the bar, close enough that differences can be seen: 60 is where 中 begins; an SPI of 1 is on plan. */
  readonly from: number;
  readonly to: number;
}
const bases: Readonly<Record<RankBasis, BasisFacts>> = {
  score: {
    value: ({ score }) => scoreNumber(score.weighted),
    text: ({ score }) => decimalText(score.weighted),
    printed: ({ score }) => (score.weighted === null ? -Infinity : Number(roundedUnits(score.weighted, 2))),
    from: 60,
    to: 100,
  },
  spi: {
    value: ({ spi }) => spi,
    text: ({ spi }) => formatNumber(spi, 2),
    printed: ({ spi }) => (spi === null ? -Infinity : Math.round(spi * 100)),
    from: 0.7,
    to: 1.1,
  },
};

export interface Ranking {
  readonly basis: RankBasis;
  readonly rows: readonly RankedGroup[];
}
/** Groups with projects, the best first, those without a figure last. */
export function rankGroups(state: RoomState, by: Grouping): Ranking {
  const groups = groupsOf[by](state).filter(({ projects }) => projects.total > 0);
  const basis = groups.some(({ projects }) => projects.score.weighted !== null) ? 'score' : 'spi';
  const { value, text, printed } = bases[basis];
  const rows = groups
    .map(({ code, name, projects }) => ({ code, name, projects, value: value(projects), text: text(projects) }))
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.code.localeCompare(b.code));
  const rankOf = (own: number): number => 1 + rows.filter((other) => printed(other.projects) > own).length;
  return {
    basis,
    rows: rows.map((row) => ({ ...row, rank: row.value === null ? null : rankOf(printed(row.projects)) })),
  };
}

/** Where a figure stands on the bars of its ranking, 0..1. */
export function barShare(basis: RankBasis, projects: ProjectSideFigures | null): number | null {
  const { value, from, to } = bases[basis];
  const figure = projects === null ? null : value(projects);
  return figure === null ? null : Math.min(1, Math.max(0, (figure - from) / (to - from)));
}

/** How old a ranking is: scores are of months, SPI of weeks. */
export const rankedAt = (basis: RankBasis, projects: ProjectSideFigures | null) => ({
  at: (basis === 'score' ? projects?.score.computedAt : projects?.asOf) ?? null,
  periodMs: basis === 'score' ? SCORE_PERIOD_MS : 7 * DAY_MS,
});

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
