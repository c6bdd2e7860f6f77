import type { ScoreSort } from '../../contracts/scores.ts';

/** Words of the office's pages on scores. */
export const scorePageWords = {
  title: '项目得分',
  month: '月份',
  monthText: (month: string): string => `${Number(month.slice(5))} 月`,
  search: '项目名称或编号',
  none: '没有符合条件的项目',
  anyGrade: '全部等级',
  noGrade: '未评分',
  anyLight: '全部监控灯',
  anyCategory: '全部类别',
  street: '街道',
  anyStreet: '全部街道',
  anyDepartment: '全部主管部门',
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

/** Words of the scores of streets, departments, sectors and the district. */
export const groupScoreWords = {
  title: '分组得分',
  kind: '分组',
  kinds: { street: '街道', department: '主管部门', sector: '行业', district: '全区' },
  measure: '算法',
  measures: { weighted: '资金加权', plain: '简单平均' },
  rhythm: '期间',
  rhythms: { month: '逐月', year: '逐年' },
  explained: {
    weighted: '按项目预算加权，未出分的项目不计入',
    plain: '各项目得分的简单平均，未出分的项目不计入',
  },
  history: '得分走势',
  chart: (kind: string): string => `${kind}得分走势`,
  table: (kind: string): string => `${kind}得分`,
  name: '名称',
  projects: '已评分 / 项目',
  projectsOf: (name: string): string => `，${name}的项目得分`,
  yearText: (year: string): string => `${year} 年`,
  none: '该年度在您可见范围内没有分组得分',
} as const;

/** What changed a score, as the history tells it; the code before the colon is the program's. */
export const causeText = (cause: string): string =>
  cause
    .split(';')
    .map((one) => one.slice(one.indexOf(':') + 1))
    .join(';');
