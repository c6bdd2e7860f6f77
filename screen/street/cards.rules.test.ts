import { describe, expect, it } from 'vitest';
import type { Light, ProjectFigures, ProjectReason } from '../../contracts/projects.ts';
import { countLights, filterCards, foldCards, numberCards, sortCards } from './cards.rules.ts';

const reason: ProjectReason = {
  code: 'cpi',
  light: 'yellow',
  values: {},
  subject: null,
  metric: null,
  deviceCode: null,
  at: null,
};
const projectOf = (id: string, light: Light | null, more: Partial<ProjectFigures> = {}): ProjectFigures => ({
  id,
  name: id,
  category: 'fiscal',
  phase: 'building',
  departmentCode: 'construction',
  streetCode: '320102005000',
  lon: null,
  lat: null,
  demo: true,
  realName: false,
  budgetFen: '100',
  paidFen: '0',
  arrivedFen: null,
  score: null,
  paid: 0.5,
  paidPlanned: 0.5,
  progress: 0.5,
  planned: 0.5,
  spi: 1,
  cpi: 1,
  asOf: 0,
  startsAt: 0,
  endsAt: 1,
  light,
  reasons: light === null ? [] : [{ ...reason, light }],
  ...more,
});
const ids = (cards: readonly { project: ProjectFigures }[]): string[] => cards.map(({ project }) => project.id);

const district = [
  projectOf('P-10', 'green'),
  projectOf('P-2', 'green', { progress: 0.4, paid: 0.2 }),
  projectOf('P-3', 'blue'),
  projectOf('P-4', null, { progress: null, paidPlanned: null }),
  projectOf('P-5', 'yellow', { progress: 0.45 }),
  projectOf('P-6', 'yellow', { reasons: [reason, reason] }),
  projectOf('P-7', 'red', { progress: 0.3 }),
];

describe('cards of projects', () => {
  it('numbers them worst first: light, then how many reasons, then how far behind', () => {
    const cards = numberCards(district);
    expect(ids(cards)).toEqual(['P-7', 'P-6', 'P-5', 'P-3', 'P-4', 'P-2', 'P-10']);
    expect(cards.map((card) => card.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps the number of a card when the list is sorted otherwise', () => {
    const cards = sortCards(numberCards(district), 'progress');
    expect(ids(cards)).toEqual(['P-7', 'P-2', 'P-5', 'P-3', 'P-6', 'P-10', 'P-4']);
    expect(cards[1]).toMatchObject({ number: 6 });
  });

  it('sorts by payment against plan, and puts what has no plan last', () => {
    expect(ids(sortCards(numberCards(district), 'payment'))).toEqual([
      'P-2',
      'P-3',
      'P-5',
      'P-6',
      'P-7',
      'P-10',
      'P-4',
    ]);
  });

  it('filters by light, and by having none', () => {
    const cards = numberCards(district);
    expect(ids(filterCards(cards, 'yellow'))).toEqual(['P-6', 'P-5']);
    expect(ids(filterCards(cards, 'none'))).toEqual(['P-4']);
    expect(filterCards(cards, 'all')).toHaveLength(7);
    expect(countLights(district)).toEqual({ red: 1, yellow: 2, green: 2, blue: 1, none: 1 });
  });

  it('folds away nothing but green ones', () => {
    const cards = numberCards(district);
    expect(foldCards(cards, 6)).toMatchObject({ rest: 1 });
    expect(ids(foldCards(cards, 6).shown)).toEqual(['P-7', 'P-6', 'P-5', 'P-3', 'P-4', 'P-2']);
    expect(foldCards(cards, 1)).toMatchObject({ rest: 2 });
    expect(foldCards(cards, 1).shown).toHaveLength(5);
    expect(foldCards(cards, 20)).toMatchObject({ rest: 0 });
  });
});
