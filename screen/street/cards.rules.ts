import { lightKeys, type LightKey } from '../../contracts/live.ts';
import type { ProjectFigures } from '../../contracts/projects.ts';

export const sortKeys = ['risk', 'progress', 'payment'] as const;
export type SortKey = (typeof sortKeys)[number];
export const filterKeys = ['all', ...lightKeys] as const;
export type FilterKey = (typeof filterKeys)[number];

/** A project's card. Its number is its place by risk, whatever the list is sorted by: the mark on the map carries it too. */
export interface Card {
  readonly number: number;
  readonly project: ProjectFigures;
}

/** Worst first. A project nobody can judge stands before those known to be well. */
const urgency: Readonly<Record<LightKey, number>> = { red: 0, yellow: 1, blue: 2, none: 3, green: 4 };
export const lightKeyOf = ({ light }: Pick<ProjectFigures, 'light'>): LightKey => light ?? 'none';

/** Share of the whole that work is ahead of its plan; negative behind it. */
export const progressGap = ({ progress, planned }: ProjectFigures): number | null =>
  progress === null || planned === null ? null : progress - planned;
/** Share of the budget that payments are ahead of the funds plan. */
export const paymentGap = ({ paid, paidPlanned }: ProjectFigures): number | null =>
  paid === null || paidPlanned === null ? null : paid - paidPlanned;

/** Most behind first; what is not known last. */
const lowestFirst = (a: number | null, b: number | null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : a - b;
const byId = (a: ProjectFigures, b: ProjectFigures): number => a.id.localeCompare(b.id, 'en', { numeric: true });

const orders: Readonly<Record<SortKey, (a: ProjectFigures, b: ProjectFigures) => number>> = {
  risk: (a, b) =>
    urgency[lightKeyOf(a)] - urgency[lightKeyOf(b)] ||
    b.reasons.length - a.reasons.length ||
    lowestFirst(progressGap(a), progressGap(b)) ||
    byId(a, b),
  progress: (a, b) => lowestFirst(progressGap(a), progressGap(b)) || byId(a, b),
  payment: (a, b) => lowestFirst(paymentGap(a), paymentGap(b)) || byId(a, b),
};

/** Cards by risk, numbered from 1. */
export const numberCards = (projects: readonly ProjectFigures[]): Card[] =>
  [...projects].sort(orders.risk).map((project, i) => ({ number: i + 1, project }));

export const sortCards = (cards: readonly Card[], key: SortKey): Card[] =>
  [...cards].sort((a, b) => orders[key](a.project, b.project));

export const filterCards = (cards: readonly Card[], key: FilterKey): Card[] =>
  key === 'all' ? [...cards] : cards.filter(({ project }) => lightKeyOf(project) === key);

export const countLights = (projects: readonly ProjectFigures[]): Record<LightKey, number> =>
  Object.fromEntries(
    lightKeys.map((key) => [key, projects.filter((project) => lightKeyOf(project) === key).length]),
  ) as Record<LightKey, number>;

export interface Folded {
  readonly shown: readonly Card[];
  /** Projects in green that are folded away. */
  readonly rest: number;
}

/** Whatever is not green is always shown; green ones fill up to `least` cards and the rest are folded into one line. */
export function foldCards(cards: readonly Card[], least: number): Folded {
  const isGreen = (card: Card): boolean => card.project.light === 'green';
  let room = Math.max(0, least - cards.filter((card) => !isGreen(card)).length);
  const shown = cards.filter((card) => !isGreen(card) || room-- > 0);
  return { shown, rest: cards.length - shown.length };
}
