import { projectPhases, type ProjectCategory, type ProjectPhase } from '../../contracts/projects.ts';
import type { DepartmentCode } from './organisations.data.ts';

/**
 * What is wrong with a project, on fictional ones only.
 * behind: 6 percentage points short in the last two weeks. slow: SPI about 0.93. early: complete before its time.
 * unreported: no weekly report for three weeks. underpaid: 38 % paid. overpaid: paid at least 15 points ahead of progress.
 * overspent: paid more than the work is worth. unaccepted: past the planned end of its acceptance.
 */
export const troubles = [
  'behind',
  'slow',
  'early',
  'unreported',
  'underpaid',
  'overpaid',
  'overspent',
  'unaccepted',
] as const;
export type Trouble = (typeof troubles)[number];

export interface DemoProject {
  readonly number: number;
  readonly name: string;
  readonly category: ProjectCategory;
  readonly phase: ProjectPhase;
  readonly department: DepartmentCode;
  /** Last six digits of the street's code; null: the whole district. */
  readonly street: string | null;
  /** Budget in 10,000 yuan. */
  readonly wan: number;
  /** A real project's name; all figures are invented all the same. */
  readonly realName: boolean;
  /** Whole weeks between its first Monday and the last one; negative: it has not begun. */
  readonly begunWeeksAgo: number;
  readonly weeks: number;
  readonly trouble?: Trouble;
}

type Row = [
  number,
  string,
  ProjectCategory,
  ProjectPhase,
  DepartmentCode,
  string | null,
  number,
  'R' | 'P',
  number,
  number,
  Trouble?,
];

const rows: readonly Row[] = [
  [1, '蓁巷-将军巷社区更新行动', 'urban-renewal', 'building', 'construction', '003000', 8600, 'R', 30, 60],
  [
    2,
    '红山南路过街通道及周边交通组织优化工程',
    'urban-renewal',
    'building',
    'construction',
    '008000',
    5200,
    'R',
    24,
    52,
  ],
  [3, '百子亭历史风貌区保护更新', 'urban-renewal', 'building', 'city-construction', '005000', 46000, 'R', 70, 130],
  [4, '杨吴城壕遗址公园', 'urban-renewal', 'building', 'culture', '003000', 9800, 'R', 52, 80],
  [5, '雍园41号小区更新', 'urban-renewal', 'building', 'construction', '002000', 2300, 'R', 16, 40],
  [6, '长江路片区商业设施焕新', 'urban-renewal', 'building', 'commerce', '003000', 12000, 'R', 40, 78],
  [7, '成贤街街巷活化(环东大片区)', 'urban-renewal', 'building', 'urban-management', '003000', 1900, 'R', 12, 36],
  [8, '锁金四村等老旧小区改造', 'livelihood', 'building', 'construction', '007000', 6400, 'P', 22, 44, 'behind'],
  [9, '藤子村片区老旧小区改造', 'livelihood', 'building', 'construction', '008000', 7100, 'P', 26, 56],
  [10, '既有住宅加装电梯补助(60 台)', 'livelihood', 'building', 'construction', null, 1500, 'P', 34, 50],
  [
    11,
    '孝陵卫街道综合养老服务中心',
    'livelihood',
    'building',
    'civil-affairs',
    '009000',
    3200,
    'P',
    40,
    60,
    'underpaid',
  ],
  [12, '玄武湖街道社区助餐点提升', 'livelihood', 'building', 'civil-affairs', '010000', 420, 'P', 18, 30],
  [13, '困难老人居家适老化改造(300 户)', 'livelihood', 'building', 'civil-affairs', null, 300, 'P', 28, 40, 'early'],
  [14, '板仓社区口袋公园群', 'livelihood', 'building', 'urban-management', '010000', 680, 'P', 10, 30],
  [15, '背街小巷整治(20 条)', 'livelihood', 'building', 'urban-management', null, 2600, 'P', 20, 46],
  [16, '积水点与雨污分流整治', 'fiscal', 'building', 'water', '005000', 4800, 'P', 54, 58, 'overspent'],
  [17, '中小学校舍安全与运动场改造', 'fiscal', 'building', 'education', null, 3900, 'P', 36, 60, 'unreported'],
  [18, '社区卫生服务中心能力提升', 'fiscal', 'building', 'health', '008000', 2750, 'P', 26, 50],
  [19, '智慧城管二期', 'fiscal', 'building', 'urban-management', null, 1380, 'P', 30, 52],
  [20, '扬尘噪声在线监测与视频联网', 'fiscal', 'building', 'ecology', null, 960, 'P', 34, 48],
  [21, '「玄武之光」新一代信息技术科创中心', 'investment', 'building', 'xuzhuang', '010000', 158000, 'R', 90, 170],
  [22, '华如防务元宇宙创新中心', 'investment', 'building', 'xuzhuang', '010000', 36000, 'R', 60, 110],
  [23, '律政产业服务园', 'investment', 'acceptance', 'justice', '002000', 11000, 'R', 84, 70],
  [24, '老旧商务楼宇更新改造奖补', 'investment', 'building', 'development', '003000', 2000, 'R', 40, 52],
  [25, '兰园片区老旧小区改造', 'livelihood', 'building', 'construction', '002000', 4300, 'P', 14, 40],
  [26, '逸仙桥片区污水管网修复', 'fiscal', 'building', 'water', '002000', 2600, 'P', 30, 44],
  [27, '梅园街区无障碍步道', 'urban-renewal', 'building', 'culture', '002000', 1150, 'P', 8, 28],
  [28, '北门桥菜市场提升改造', 'livelihood', 'building', 'commerce', '003000', 980, 'P', 20, 32],
  [29, '台城花园小区电梯与管线更新', 'livelihood', 'building', 'construction', '005000', 1760, 'P', 22, 40],
  [30, '紫鑫城社区公共停车楼', 'fiscal', 'building', 'construction', '007000', 5400, 'P', 34, 64],
  [31, '锁金村街道文体中心', 'fiscal', 'building', 'culture', '007000', 3300, 'P', 26, 58],
  [32, '月苑片区危旧房更新', 'urban-renewal', 'building', 'construction', '008000', 9600, 'P', 38, 84],
  [33, '曹后村河道生态修复', 'fiscal', 'acceptance', 'water', '008000', 2100, 'P', 60, 50, 'unaccepted'],
  [34, '紫金小营学校扩建', 'fiscal', 'building', 'education', '008000', 7800, 'P', 44, 80],
  [35, '晏公庙片区雨水泵站', 'fiscal', 'building', 'water', '009000', 3600, 'P', 28, 50, 'slow'],
  [36, '钟灵街社区服务综合体', 'livelihood', 'building', 'civil-affairs', '009000', 2900, 'P', 24, 56, 'overpaid'],
  [37, '小卫街至卫岗慢行系统', 'urban-renewal', 'building', 'construction', '009000', 1850, 'P', 16, 44],
  [38, '马群南路人才公寓', 'investment', 'building', 'city-construction', '009000', 21000, 'P', 50, 104],
  [39, '樱驼片区老旧小区改造', 'livelihood', 'building', 'construction', '010000', 5900, 'P', 30, 52],
  [40, '蒋王庙地块产业载体', 'investment', 'building', 'xuzhuang', '010000', 26000, 'P', 20, 96],
  [41, '红山片区环境整治二期', 'urban-renewal', 'planning', 'urban-management', '008000', 6200, 'P', -40, 60],
  [42, '徐庄智算中心载体', 'investment', 'approval', 'xuzhuang', '010000', 48000, 'P', -24, 110],
  [43, '富贵山片区消防通道打通', 'livelihood', 'preparation', 'construction', '002000', 860, 'P', -6, 30],
  [44, '锁金村小学运动场更新', 'fiscal', 'evaluation', 'education', '007000', 540, 'P', 76, 26],
];

export const demoProjects: readonly DemoProject[] = rows.map(
  ([number, name, category, phase, department, street, wan, origin, begunWeeksAgo, weeks, trouble]) => ({
    ...{ number, name, category, phase, department, street, wan, realName: origin === 'R', begunWeeksAgo, weeks },
    ...(trouble === undefined ? {} : { trouble }),
  }),
);

/** The phases in the order a project goes through them. */
export const phaseOrder: readonly ProjectPhase[] = projectPhases;

/** Demo projects carry the number of their row. */
export const projectIdOf = (number: number): string => `XW-2026-${String(number).padStart(3, '0')}`;
