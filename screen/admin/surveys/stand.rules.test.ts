import { expect, it } from 'vitest';
import type { Survey } from '../../../contracts/surveys.ts';
import { barsOf, endOfDay, rateText, standOf, wholeSample } from './stand.rules.ts';

const survey: Survey = {
  ...{ id: 1, targetId: 1, projectId: 'P-1', projectName: '', indicatorName: '', year: 2026, token: '', title: '' },
  ...{
    question: '',
    minAnswers: 3,
    opensAt: 0,
    closesAt: 100,
    closedAt: null,
    createdBy: null,
    counts: [0, 0, 0, 0, 0],
  },
  ...{ answers: 0, rate: null, valueId: null },
};

it('is going on until its time is over or somebody ends it', () => {
  expect([standOf(survey, 99), standOf(survey, 100), standOf({ ...survey, closedAt: 50 }, 99)]).toEqual([
    ...['going', 'lapsed', 'closed'],
  ]);
});

it('has no rate below the least sample, not a rate of 0', () => {
  expect([rateText(survey), rateText({ ...survey, rate: '0' })]).toEqual([null, '0%']);
});

it('draws its answers from the most satisfied down, the longest bar whole', () => {
  expect(barsOf([1, 0, 0, 2, 4])).toEqual([
    { satisfaction: 5, count: 4, share: 1 },
    { satisfaction: 4, count: 2, share: 0.5 },
    { satisfaction: 3, count: 0, share: 0 },
    { satisfaction: 2, count: 0, share: 0 },
    { satisfaction: 1, count: 1, share: 0.25 },
  ]);
  expect(barsOf([0, 0, 0, 0, 0]).every(({ share }) => share === 0)).toBe(true);
});

it('ends at the end of its day in Nanjing, and wants a whole sample', () => {
  expect(endOfDay('2026-11-25')).toBe(Date.UTC(2026, 10, 25, 16));
  expect(['30', '0', '1.5', '', '100001'].map(wholeSample)).toEqual([30, null, null, null, null]);
});
