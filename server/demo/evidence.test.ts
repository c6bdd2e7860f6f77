import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectFile } from '../modules/files/inspect.ts';
import { cleanName } from '../modules/files/files.rules.ts';
import { resultOf } from '../modules/surveys/surveys.rules.ts';
import { readRows } from '../platform/sheets.ts';
import { bytesOf } from './evidence.ts';
import { papersOf, type ReportedValue } from './evidence.rules.ts';
import { demoSurveys } from './surveys.data.ts';
import { answersOf, closesAt, opensAt } from './surveys.rules.ts';

const now = Date.parse('2026-11-25T10:00:00+08:00');
const value: ReportedValue = {
  ...{ id: 1, projectId: 'XW-2026-009', projectName: '藤子村片区老旧小区改造', month: '2026-09', targetId: 7 },
  ...{ indicator: '投诉下降率', unit: '%', decimals: 2, evidence: '热线工单统计表', target: '20', value: '21.5' },
  ...{ band: null, pointsMet: null, points: [], toldAt: now },
};
const values = [
  value,
  { ...value, id: 2, month: '2026-06', value: '18.25' },
  { ...value, id: 5, month: '2026-03', value: '12' },
  { ...value, id: 3, targetId: 8, indicator: '竣工验收合格率', evidence: '竣工验收报告、备案表（原件）', value: '100' },
  { ...value, id: 4, targetId: 9, evidence: '移交协议', value: null, pointsMet: [0, 2], points: ['甲', '乙', '丙'] },
];

it('puts a paper behind every value that was reported, a table where one is asked for and there is enough for one', () => {
  const papers = papersOf(values);
  expect(new Set(papers.flatMap((paper) => paper.values))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(papers.map(({ name }) => name)).toEqual([
    '2026-09 绩效指标完成情况说明.pdf',
    '2026-06 绩效指标完成情况说明.pdf',
    '2026-03 绩效指标完成情况说明.pdf',
    '2026-09 投诉下降率 热线工单统计表.xlsx',
  ]);
  for (const { name } of papers) expect(cleanName(name)).toBe(name);
});

it('makes papers that an upload would be taken of, with what was reported in them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xw-papers-'));
  try {
    for (const paper of papersOf(values)) {
      const bytes = await bytesOf(paper);
      writeFileSync(join(folder, 'paper'), bytes);
      expect(await inspectFile(join(folder, 'paper'), paper.name)).toEqual({ kind: paper.name.split('.').at(-1) });
      if ('workbook' in paper.content && paper.values.includes(1))
        expect((await readRows(bytes)).slice(3).map((row) => row.slice(1, 4))).toEqual([
          ['2026 年 3 月', '12', '20'],
          ['2026 年 6 月', '18.25', '20'],
          ['2026 年 9 月', '21.5', '20'],
        ]);
      if ('pdf' in paper.content) expect(bytes.toString('latin1')).toContain(hexOf(paper.content.pdf.title));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
const hexOf = (text: string) => [...text].map((sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('');

it('asks for satisfaction: two closed with a figure, one with too few answers, one under way', () => {
  const found = demoSurveys.map((survey) => {
    const answers = answersOf(survey, now);
    expect(answers).toEqual(answersOf(survey, now));
    for (const { givenAt } of answers) {
      expect(givenAt).toBeGreaterThanOrEqual(opensAt(survey, now));
      expect(givenAt).toBeLessThanOrEqual(Math.min(now, closesAt(survey, now)));
    }
    const counts = [1, 2, 3, 4, 5].map((mark) => answers.filter(({ satisfaction }) => satisfaction === mark).length);
    expect(counts).toEqual([...survey.counts]);
    const comments = answers.map(({ comment }) => comment).filter((comment) => comment !== '');
    expect(new Set(comments).size).toBe(comments.length);
    const until = Math.min(now, closesAt(survey, now));
    const figure = resultOf({ id: 1, counts, minAnswers: survey.minAnswers, opensAt: 0, until })?.value ?? null;
    return closesAt(survey, now) <= now ? figure : 'open';
  });
  expect(found).toEqual(['83.72', '77.31', null, 'open']);
});
