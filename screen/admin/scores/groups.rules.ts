import type { CurveScope } from '../../../contracts/projects.ts';
import type { GroupScore } from '../../../contracts/scores.ts';

/** What scores are added up by; a project is no group. */
export const groupScopes = ['street', 'department', 'sector', 'district'] as const satisfies readonly CurveScope[];
export type GroupScope = (typeof groupScopes)[number];
export const measures = ['weighted', 'plain'] as const;
export type Measure = (typeof measures)[number];
export const rhythms = ['month', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

/** A group with its figures, one for each period asked for; null: nothing was scored, or nothing is known. */
export interface GroupLine {
  readonly scope: CurveScope;
  readonly code: string;
  readonly name: string;
  readonly figures: readonly (string | null)[];
  /** As they stand at the end of the last period that is known. */
  readonly month: string;
  readonly projects: number;
  readonly scored: number;
}

/** The period of a month: itself, or its year, whose figure is that of its newest month. */
const periodOf = (month: string, rhythm: Rhythm): string => (rhythm === 'month' ? month : month.slice(0, 4));

/** Periods that something is known of, the oldest first. */
export const periodsOf = (rows: readonly GroupScore[], rhythm: Rhythm): string[] =>
  [...new Set(rows.map(({ month }) => periodOf(month, rhythm)))].sort();

/** Groups in the order of their newest figure, the best first; who has none stands last. */
export function groupLines(
  rows: readonly GroupScore[],
  periods: readonly string[],
  rhythm: Rhythm,
  measure: Measure,
): GroupLine[] {
  const groups = new Map<string, GroupScore[]>();
  for (const row of [...rows].sort((a, b) => a.month.localeCompare(b.month))) {
    const key = `${row.scope} ${row.code}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups.values()].flatMap((own): GroupLine[] => {
    const newest = own.at(-1);
    if (newest === undefined) return [];
    const { scope, code, name, month, projects, scored } = newest;
    const figures = periods.map(
      (period) => own.findLast((row) => periodOf(row.month, rhythm) === period)?.[measure] ?? null,
    );
    return [{ scope, code, name, figures, month, projects, scored }];
  });
  const rank = ({ figures }: GroupLine): number => Number(figures.at(-1) ?? -1);
  return lines.sort((a, b) => rank(b) - rank(a) || a.code.localeCompare(b.code));
}

/** What the list of projects' scores is narrowed by to show a group's own. */
export const projectsOf = ({ scope, code, month }: GroupLine): Readonly<Record<string, string>> => ({
  month,
  ...(scope === 'street' && { streetCode: code }),
  ...(scope === 'department' && { departmentCode: code }),
  ...(scope === 'sector' && { category: code }),
});
