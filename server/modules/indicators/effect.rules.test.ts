import { expect, it } from 'vitest';
import type { Indicator } from '../../../contracts/indicators.ts';
import { pointsOf } from '../scores/scores.ts';
import { effectOf, type HeldTarget } from './effect.rules.ts';
import { shippedTemplates } from './shipped/templates.data.ts';
import { rowsOfShipped } from './shipped.rules.ts';

const before = rowsOfShipped(shippedTemplates.filter(({ code }) => code === 'STD-B')[0] ?? shippedTemplates[0]!);
const codeOf = (name: string): string => before.find((row) => row.name === name)?.code ?? '';
const withChange = (name: string, change: Partial<Indicator>): Indicator[] =>
  before.map((row) => (row.name === name ? { ...row, ...change } : row));
const nothing = { value: null, band: null, pointsMet: null, vetoed: false };
const held = (projectId: string, name: string, value: string, own: Partial<HeldTarget> = {}): HeldTarget => ({
  ...{ ...nothing, projectId, indicatorCode: codeOf(name), value },
  ...{ target: '100', weight: before.find((row) => row.name === name)?.weight ?? '0', ...own },
});

it('tells what a stricter target would cost the projects that have values', () => {
  // 8 of 8 against 90, 7.36 of 8 against 100; the other indicator stays at 8 of 8.
  const loose = withChange('实际完成率', { target: '90' });
  const own = [held('a', '实际完成率', '92', { target: '90' }), held('a', '质量达标率', '100')];
  expect(effectOf(own, loose, before, pointsOf)).toEqual({
    ...{ projects: 1, before: '100', after: '96', difference: '-4' },
  });
});

it('leaves a project what it set itself', () => {
  const stricter = withChange('实际完成率', { target: '120', weight: '9' });
  const own = [held('a', '实际完成率', '80', { target: '80' })];
  expect(effectOf(own, before, stricter, pointsOf)).toMatchObject({ before: '100', after: '100', difference: '0' });
});

it('leaves out what goes, what has no value, and whom it does not concern', () => {
  const without = before.filter(({ name }) => name !== '质量达标率');
  const own = [
    held('a', '实际完成率', '50'),
    held('a', '质量达标率', '100'),
    held('b', '质量达标率', '100'),
    { ...held('c', '实际完成率', '0'), value: null },
  ];
  expect(effectOf(own, before, without, pointsOf)).toEqual({
    ...{ projects: 1, before: '75', after: '50', difference: '-25' },
  });
  expect(effectOf([], before, without, pointsOf)).toBeNull();
});
