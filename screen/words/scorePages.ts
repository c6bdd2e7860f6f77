import type { ScoreSort } from '../../contracts/scores.ts';

/** Words of the office's pages on scores. */
export const scorePageWords = {
  title: '绩效评价',
  month: '月份',
  monthText: (month: string): string => `${Number(month.slice(5))} 月`,
  search: '项目名称或编号',
  none: '没有符合条件的项目',
  anyGrade: '全部等级',
  noGrade: '未评分',
  anyLight: '全部监控灯',
  anyCategory: '全部类别',
  columns: {
    project: '项目',
    category: '类别',
    department: '主管部门',
    score: '得分',
    grade: '等级',
    light: '监控灯',
    missing: '缺报',
    known: '计入分值',
    budget: '预算(万元)',
  },
  sorts: { score: '得分', missing: '缺报', budget: '预算', name: '项目' } satisfies Record<ScoreSort, string>,
  waterfall: '得分瀑布',
  waterfallLabel: '从 100 分到得分的逐项失分',
  full: '满分',
  score: '得分',
  notScored: '尚无可计分的指标,或因缺报不出总分',
  bars: '逐项得分',
  indicator: '指标',
  template: '指标模板',
  templateText: (name: string, version: number): string => `${name} 第 ${version} 版`,
  policy: '缺报规则',
  known: '计入分值',
  missing: '到期缺报',
  items: (n: number): string => `${n} 项`,
  formula: '公式版本',
  computed: '计算时间',
  history: '逐月得分',
  changes: '得分变动',
  causes: '缘由',
  noChanges: '暂无变动',
  forms: '官方表格',
  toProject: '项目页面',
  bar: {
    path: '所属',
    target: '目标值',
    value: '完成值',
    weight: '分值',
    points: '得分',
    lost: '失分',
    sentence: '算式',
    source: '来源',
    month: '数据月份',
    measured: '取数时间',
    entered: '填报人',
    reviewed: '审核人',
    evidence: '佐证',
    system: '系统',
    correct: '查看与更正',
  },
  demo: '演示数据',
  demoReal: '演示数据,非真实绩效',
} as const;

/** What changed a score, as the history tells it; the code before the colon is the program's. */
export const causeText = (cause: string): string =>
  cause
    .split(';')
    .map((one) => one.slice(one.indexOf(':') + 1))
    .join(';');
