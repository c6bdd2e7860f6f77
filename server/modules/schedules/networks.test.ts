import { describe, expect, it } from 'vitest';
import {
  contentOf,
  eveningOf,
  figuresOf,
  morningOf,
  plannedOf,
  taskIn,
  taskOf,
  type ShortLink,
} from '../../../tests/helpers/schedules.ts';

/** Letters as the books name activities. */
const id = (letter: string): number => letter.charCodeAt(0) - 64;
const letter = (taskId: number): string => String.fromCharCode(taskId + 64);

/** Activities on nodes: `A: [duration, 'predecessors']`. */
function planNodes(activities: Readonly<Record<string, readonly [number, string]>>) {
  const rows = Object.entries(activities);
  const links = rows.flatMap(([to, [, before]]) => [...before].map((from): ShortLink => [id(from), id(to)]));
  return plannedOf(
    contentOf(
      rows.map(([name, [duration]]) => taskOf(id(name), duration)),
      links,
    ),
  );
}

/**
 * Activities on arrows (双代号网络), each with its published ES, EF, LS, LF and slack: an arrow follows all that end at the
 * node where it begins; a dummy (虚工作) takes no time.
 */
type Row = readonly [from: number, to: number, days: number, ...figures: number[]];
function checkArrows(rows: readonly Row[], critical: string): void {
  const links = rows.flatMap(([, at], from) =>
    rows.flatMap(([begin], to): ShortLink[] => (begin === at ? [[from + 1, to + 1]] : [])),
  );
  const plan = plannedOf(
    contentOf(
      rows.map(([, , days], at) => taskOf(at + 1, days)),
      links,
    ),
  );
  rows.forEach(([, , days, ...figures], at) => {
    // A dummy stands between days; its slack is what the book and the plan both tell.
    if (days === 0) expect(taskIn(plan, at + 1).totalFloat).toBe(figures[4]);
    else expect([at, ...figuresOf(plan, at + 1)]).toEqual([at, ...figures]);
  });
  expect(plan.criticalPath.map((arrow) => rows[arrow - 1]?.slice(0, 2).join('–')).join(' ')).toBe(critical);
}

describe('published networks of activities on nodes', () => {
  it('Milwaukee Paper: 15 weeks (J. Heizer, B. Render, Operations Management, chapter on project management)', () => {
    const plan = planNodes({
      ...{ A: [2, ''], B: [3, ''], C: [2, 'A'], D: [4, 'AB'] },
      ...{ E: [4, 'C'], F: [3, 'C'], G: [5, 'DE'], H: [2, 'FG'] },
    });
    expect([...'ABCDEFGH'].map((name) => figuresOf(plan, id(name)))).toEqual([
      [0, 2, 0, 2, 0],
      [0, 3, 1, 4, 1],
      [2, 4, 2, 4, 0],
      [3, 7, 4, 8, 1],
      [4, 8, 4, 8, 0],
      [4, 7, 10, 13, 6],
      [8, 13, 8, 13, 0],
      [13, 15, 13, 15, 0],
    ]);
    expect(plan.criticalPath.map(letter).join('')).toBe('ACEGH');
    expect(plan.duration).toBe(15);
  });

  it('Reliable Construction: 44 weeks (F. Hillier, G. Lieberman, Introduction to Operations Research)', () => {
    const plan = planNodes({
      ...{ A: [2, ''], B: [4, 'A'], C: [10, 'B'], D: [6, 'C'], E: [4, 'C'], F: [5, 'E'], G: [7, 'D'] },
      ...{ H: [9, 'EG'], I: [7, 'C'], J: [8, 'FI'], K: [4, 'J'], L: [5, 'J'], M: [2, 'H'], N: [6, 'KL'] },
    });
    const slack = Object.fromEntries(plan.tasks.map(({ taskId, totalFloat }) => [letter(taskId), totalFloat]));
    expect(slack).toEqual({
      ...{ A: 0, B: 0, C: 0, D: 4, E: 0, F: 0, G: 4, H: 4, I: 2, J: 0, K: 1, L: 0, M: 4, N: 0 },
    });
    expect(plan.criticalPath.map(letter).join('')).toBe('ABCEFJLN');
    expect(plan.duration).toBe(44);
  });
});

describe('published networks of activities on arrows', () => {
  it('seven arrows, 20 weeks (B. Taylor, Introduction to Management Science, solutions of chapter 8)', () => {
    checkArrows(
      [
        [1, 2, 7, 0, 7, 2, 9, 2],
        [1, 3, 10, 0, 10, 0, 10, 0],
        [2, 4, 6, 7, 13, 9, 15, 2],
        [3, 4, 5, 10, 15, 10, 15, 0],
        [3, 5, 4, 10, 14, 14, 18, 4],
        [4, 5, 3, 15, 18, 15, 18, 0],
        [5, 6, 2, 18, 20, 18, 20, 0],
      ],
      '1–3 3–4 4–5 5–6',
    );
  });

  it('thirteen arrows with a dummy, 38 weeks (the same)', () => {
    checkArrows(
      [
        [1, 2, 8, 0, 8, 1, 9, 1],
        [1, 3, 10, 0, 10, 0, 10, 0],
        [1, 4, 9, 0, 9, 6, 15, 6],
        [2, 5, 6, 8, 14, 9, 15, 1],
        [2, 6, 4, 8, 12, 16, 20, 8],
        [3, 5, 5, 10, 15, 10, 15, 0],
        [4, 5, 0, 9, 9, 15, 15, 6],
        [4, 7, 7, 9, 16, 20, 27, 11],
        [5, 7, 12, 15, 27, 15, 27, 0],
        [5, 8, 15, 15, 30, 16, 31, 1],
        [6, 9, 18, 12, 30, 20, 38, 8],
        [7, 8, 4, 27, 31, 27, 31, 0],
        [8, 9, 7, 31, 38, 31, 38, 0],
      ],
      '1–3 3–5 5–7 7–8 8–9',
    );
  });
});

describe('published networks with all four links (单代号搭接网络计划)', () => {
  it('six activities, 35 days: STS, FTF, FTS, STF and two links at once (360docs.net, 9816592461)', () => {
    const days = { A: 10, B: 15, C: 6, D: 22, F: 20, G: 10 };
    const links: ShortLink[] = [
      [id('A'), id('B'), 'FS', 0],
      [id('A'), id('C'), 'SS', 6],
      [id('A'), id('D'), 'FF', 5],
      [id('B'), id('C'), 'SS', 5],
      [id('B'), id('C'), 'FF', 2],
      [id('B'), id('F'), 'SF', 25],
      [id('D'), id('F'), 'SS', 1],
      [id('D'), id('G'), 'SS', 3],
      [id('C'), id('G'), 'SS', 3],
      [id('F'), id('G'), 'SS', 5],
    ];
    const tasks = Object.entries(days).map(([name, duration]) => taskOf(id(name), duration));
    const plan = plannedOf(contentOf(tasks, links));
    // D would begin at 10 + 5 - 22 = -7: nothing begins before the project does.
    expect([...'ABCDFG'].map((name) => [name, ...figuresOf(plan, id(name))])).toEqual([
      ['A', 0, 10, 0, 10, 0],
      ['B', 10, 25, 10, 25, 0],
      ['C', 21, 27, 22, 28, 1],
      ['D', 0, 22, 13, 35, 13],
      ['F', 15, 35, 15, 35, 0],
      ['G', 24, 34, 25, 35, 1],
    ]);
    expect(plan.criticalPath.map(letter).join('')).toBe('ABF');
  });

  it('five activities, 19 days: A–B–E decides (监理工程师考试题, sutiku.cn 26396)', () => {
    // How long C takes the printed answer does not say; no figure in it depends on that.
    const days = { A: 4, B: 3, C: 5, D: 8, E: 6, F: 0 };
    const links: ShortLink[] = [
      [id('A'), id('B'), 'SF', 4],
      [id('A'), id('C'), 'SS', 2],
      [id('B'), id('D'), 'FF', 10],
      [id('B'), id('E'), 'FF', 15],
      [id('C'), id('E'), 'SF', 7],
      [id('D'), id('F')],
      [id('E'), id('F')],
    ];
    const tasks = Object.entries(days).map(([name, duration]) => taskOf(id(name), duration));
    const plan = plannedOf(contentOf(tasks, links));
    const early = [...'ABCDE'].map((name) => {
      const { start, finish } = taskIn(plan, id(name));
      return [morningOf(start), eveningOf(finish)];
    });
    expect(early).toEqual([
      [0, 4],
      [1, 4],
      [2, 7],
      [6, 14],
      [13, 19],
    ]);
    expect(eveningOf(taskIn(plan, id('F')).finish)).toBe(19);
    // LAG D–F = 5.
    expect(taskIn(plan, id('D')).freeFloat).toBe(5);
    expect(plan.criticalPath.map(letter).join('')).toBe('ABEF');
  });
});
