import { describe, expect, it } from 'vitest';
import type { ScheduleContent, Task } from '../../../../contracts/schedules.ts';
import { contentOf, plannedOf, taskOf } from '../../../../tests/helpers/schedules.ts';
import { planSchedule } from '../schedule.rules.ts';
import { ProjectFileError, readProject } from './readProject.ts';
import { writeProject } from './writeProject.ts';

const content = contentOf(
  [
    taskOf(1, 0, { kind: 'summary', name: '土建 <A> & "B"', mustFinishBy: '2026-06-01' }),
    taskOf(2, 5, { wbs: '1.1', parentId: 1, actualStart: '2026-03-02', actualFinish: '2026-03-06', progress: '100' }),
    taskOf(3, 12, {
      wbs: '1.2',
      parentId: 1,
      actualStart: '2026-03-08',
      progress: '40',
      calendarCode: 'OFFICE',
      note: '分两班',
    }),
    taskOf(4, 0, { wbs: '1.10', parentId: 1 }),
    taskOf(5, 30, { wbs: '2', noEarlierThan: '2026-04-01' }),
  ],
  [
    [2, 3, 'FS', 2],
    [3, 4],
    [3, 5, 'SS', -3],
    [2, 5, 'FF'],
    [2, 5, 'SF', 4],
  ],
  { statusDay: '2026-03-15', calendarCode: 'SITE' },
);
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const write = (of: ScheduleContent): string =>
  writeProject({ name: '示例', content: of, plan: plannedOf(of), agreed: [] });
const empty: ScheduleContent = { ...content, tasks: [], links: [] };
const file = (tasks: string, more = ''): Buffer =>
  bytes(
    `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-03-02T08:00:00</StartDate>${more}<Tasks>${tasks}</Tasks></Project>`,
  );
const row = (n: number, more: string): string =>
  `<Task><UID>${n}</UID><ID>${n}</ID><Name>任务 ${n}</Name><OutlineLevel>1</OutlineLevel>${more}</Task>`;
const days = (n: number): string => `<Duration>PT${n * 8}H0M0S</Duration>`;

describe('a schedule written for Microsoft Project', () => {
  it('is read back as it was, tasks known by their codes', () => {
    const read = readProject(bytes(write(content)), content);
    expect(read.faults).toEqual([]);
    expect(read.notes).toEqual([]);
    expect(read.content).toEqual(content);
  });
  it('is read into an empty schedule with the same plan', () => {
    const read = readProject(bytes(write(content)), empty);
    const dates = (of: ScheduleContent) =>
      plannedOf(of).tasks.map(({ start, finish, totalFloat }) => [start, finish, totalFloat]);
    expect(dates(read.content)).toEqual(dates(content));
    expect(read.content.tasks.every(({ id }) => id < 0)).toBe(true);
  });
  it('has its days, its baseline and its calendars with their exceptions', () => {
    const plan = plannedOf(content);
    const agreed = [
      { taskId: 5, wbs: '2', name: '', kind: 'task' as const, start: '2026-04-01', finish: '2026-04-30', duration: 30 },
    ];
    const text = writeProject({ name: '示例', content, plan, agreed });
    for (const part of [
      '<Start>2026-03-02T08:00:00</Start>',
      '<Number>0</Number>',
      '<Name>春节</Name>',
      '&lt;A&gt; &amp;',
    ])
      expect(text).toContain(part);
  });
});

describe('a file of Microsoft Project', () => {
  it.each([
    ['有实体', bytes('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Project>&c;</Project>'), '实体'],
    ['不是 XML', bytes('%PDF-1.7'), 'XML'],
    ['别的 XML', bytes('<Book/>'), 'MS Project'],
    ['没有任务', file(''), '没有任务'],
    ['任务过多', file('<Task></Task>'.repeat(5_002)), '超过 5000 项'],
    ['层级过深', file(row(1, days(1)).replace('<OutlineLevel>1', '<OutlineLevel>1000000000')), '超过 20 级'],
  ])('is refused when it is %s', (_, input, sentence) => {
    expect(() => readProject(input, empty)).toThrow(ProjectFileError);
    expect(() => readProject(input, empty)).toThrow(sentence);
  });
  it('tells what is wrong, and what is taken otherwise, by its rows', () => {
    const tasks = [
      row(1, '<Duration>PT12H0M0S</Duration>'),
      row(2, '<Duration>PT16H0M0S</Duration><DurationFormat>8</DurationFormat>'),
      row(
        3,
        `${days(1)}<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat></PredecessorLink>`,
      ),
      row(
        4,
        `${days(1)}<ConstraintType>3</ConstraintType><PredecessorLink><PredecessorUID>99</PredecessorUID></PredecessorLink>`,
      ),
      row(5, `${days(1)}<Active>0</Active>`),
    ].join('');
    const { faults, notes, content: read } = readProject(file(tasks), empty);
    expect(faults.map(({ row: at, sentence }) => [at, sentence])).toEqual([
      ...[
        [2, '不支持按日历时间计的工期,请改为工作日'],
        [3, '不支持按百分比或日历时间计的延隔,请改为工作日'],
      ],
    ]);
    expect(notes.map(({ row: at }) => at).sort()).toEqual([1, 3, 4, 4, 5]);
    expect(read.tasks.map(({ duration }) => duration)).toEqual([2, 2, 1, 1]);
  });
  it('tells of spans that no schedule holds, and computes within those that it does', () => {
    const link =
      '<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>99999999999999</LinkLag></PredecessorLink>';
    const tasks = row(1, '<Duration>PT1000000000000H0M0S</Duration>') + row(2, `${days(1)}${link}`);
    const { faults, content: read } = readProject(file(tasks), empty);
    expect(faults.map(({ row: at, sentence }) => [at, sentence])).toEqual([
      ...[
        [1, '工期超过 5000 个工作日'],
        [2, '延隔超过 2000 个工作日'],
      ],
    ]);
    expect('plan' in planSchedule(read)).toBe(true);
  });
  it('takes half a level for a whole one', () => {
    const half = row(2, days(1)).replace('<OutlineLevel>1', '<OutlineLevel>1.5');
    expect(readProject(file(row(1, days(1)) + half), empty).content.tasks.map(({ wbs }) => wbs)).toEqual(['1', '2']);
  });
  it('numbers its tasks by the outline where its own codes are none of ours', () => {
    const tasks =
      row(1, `<WBS>甲</WBS><Summary>1</Summary>`) +
      row(2, `<WBS>乙</WBS>${days(2)}`).replace('<OutlineLevel>1', '<OutlineLevel>2') +
      row(3, days(1));
    const { content: read } = readProject(file(tasks), empty);
    expect(read.tasks.map(({ wbs, kind, parentId }: Task) => [wbs, kind, parentId])).toEqual([
      ...[
        ['1', 'summary', null],
        ['1.1', 'task', -1],
        ['2', 'task', null],
      ],
    ]);
    expect('plan' in planSchedule(read)).toBe(true);
  });
});
