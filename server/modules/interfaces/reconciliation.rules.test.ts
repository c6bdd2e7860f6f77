import { describe, expect, it } from 'vitest';
import {
  differencesOf,
  planDifferences,
  type Difference,
  type Entry,
  type KeptDifference,
} from './reconciliation.rules.ts';

const entry = (number: string, fen: string, projectCode = 'P-001', departmentCode: string | null = 'D-1'): Entry => ({
  ...{ number, fen, projectCode, departmentCode },
});

describe('the two sides of a month', () => {
  it('differ where one lacks the other, and where sum or project is another; each has its owner', () => {
    const here = [entry('a', '1'), entry('b', '2'), entry('c', '3'), entry('d', '4')];
    const there = [
      entry('a', '1'),
      entry('b', '20'),
      entry('c', '3', 'P-002', 'D-2'),
      entry('e', '5'),
      entry('f', '6', 'X', null),
    ];
    expect(differencesOf(here, there).map((one) => [one.number, one.kind, one.ownerRole, one.ownerCode])).toEqual([
      ['b', 'differs', 'department', 'D-1'],
      ['c', 'differs', 'department', 'D-1'],
      ['d', 'here-only', 'finance', '320102'],
      ['e', 'there-only', 'department', 'D-1'],
      ['f', 'there-only', 'performance-office', '320102'],
    ]);
    expect(differencesOf(here, there).at(-1)).toMatchObject({
      projectId: null,
      projectCode: 'X',
      hereFen: null,
      thereFen: '6',
    });
    expect(differencesOf(here, here)).toEqual([]);
  });
});

describe('a comparison made again', () => {
  const [found] = differencesOf([entry('a', '1')], []) as [Difference];
  const kept = (over: Partial<KeptDifference> = {}): KeptDifference => ({
    ...found,
    state: 'open',
    wentAway: false,
    ...over,
  });
  it('adds what is new', () => expect(planDifferences([found], [])).toEqual({ add: [found], reopen: [], gone: [] }));
  it.each(['open', 'explained', 'closed'] as const)('leaves alone what is as it was: %s', (state) =>
    expect(planDifferences([found], [kept({ state })])).toEqual({ add: [], reopen: [], gone: [] }),
  );
  it('opens again what is of another sum, even if it was closed', () =>
    expect(planDifferences([found], [kept({ state: 'closed', hereFen: '9' })]).reopen).toEqual([found]));
  it('closes what is gone, once', () => {
    expect(planDifferences([], [kept({ state: 'explained' })]).gone).toEqual(['a']);
    expect(planDifferences([], [kept({ state: 'closed' })]).gone).toEqual([]);
  });
  it('opens again what had gone by itself and is back', () =>
    expect(planDifferences([found], [kept({ state: 'closed', wentAway: true })]).reopen).toEqual([found]));
});
