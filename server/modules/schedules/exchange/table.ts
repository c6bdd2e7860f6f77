import {
  boundNames,
  linkTypes,
  taskKindNames,
  taskStateNames,
  type BaselineTask,
} from '../../../../contracts/schedules.ts';
import type { KeptSchedule } from '../../../../contracts/keptSchedules.ts';
import type { FormCell, FormSheet } from '../../../platform/sheets.ts';

const heads = [
  ['WBS', 8],
  ['任务', 30],
  ['类型', 8],
  ['状态', 8],
  ['开始', 12],
  ['完成', 12],
  ['工期(工作日)', 12],
  ['进度(%)', 9],
  ['最迟开始', 12],
  ['最迟完成', 12],
  ['总时差', 8],
  ['自由时差', 9],
  ['关键', 6],
  ['开始由何决定', 14],
  ['基线开始', 12],
  ['基线完成', 12],
  ['前置任务', 24],
  ['备注', 24],
] as const;
const number = (n: number | null): FormCell => (n === null ? '' : { number: String(n) });

/** A schedule as a table, a task a row, with the days of the baseline in force. */
export function scheduleSheet(
  name: string,
  { content, plan }: KeptSchedule,
  agreed: readonly BaselineTask[],
): FormSheet {
  const planned = new Map(plan.tasks.map((task) => [task.taskId, task]));
  const then = new Map(agreed.map((task) => [task.taskId, task]));
  const codes = new Map(content.tasks.map(({ id, wbs }) => [id, wbs]));
  const before = (id: number): string =>
    content.links
      .filter(({ toId }) => toId === id)
      .sort((a, b) => linkTypes.indexOf(a.type) - linkTypes.indexOf(b.type))
      .map(({ fromId, type, lag }) => `${codes.get(fromId) ?? ''}${type}${lag === 0 ? '' : lag > 0 ? `+${lag}` : lag}`)
      .join('、');
  const rows = content.tasks.map((task): FormCell[] => {
    const own = planned.get(task.id);
    const [was, look] = [then.get(task.id), task.kind === 'summary' ? ('group' as const) : ('body' as const)];
    const cells: FormCell[] = [
      ...[
        task.wbs,
        { text: task.name, look },
        taskKindNames[task.kind],
        own === undefined ? '' : taskStateNames[own.state],
      ],
      ...[own?.start ?? '', own?.finish ?? '', number(own?.duration ?? null)],
      { number: own?.progress ?? null, decimals: 2 },
      ...[own?.lateStart ?? '', own?.lateFinish ?? '', number(own?.totalFloat ?? null), number(own?.freeFloat ?? null)],
      ...[own?.critical === true ? '是' : '', own?.boundBy ? boundNames[own.boundBy] : ''],
      ...[was?.start ?? '', was?.finish ?? '', before(task.id), task.note],
    ];
    return cells;
  });
  return {
    name: '进度计划',
    widths: heads.map(([, width]) => width),
    landscape: true,
    frozenRows: 2,
    rows: [
      [{ text: `${name}进度计划`, look: 'title', across: heads.length }, ...heads.slice(1).map(() => null)],
      heads.map(([text]) => ({ text, look: 'head' as const })),
      ...rows,
    ],
  };
}
