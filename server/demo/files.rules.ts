import type { BudgetLine, BudgetPurpose, BudgetSource } from '../../contracts/budgets.ts';
import type { ContractKind, ContractTerm } from '../../contracts/contracting.ts';
import type { ProjectDuty, ProjectRollout, ProjectSector } from '../../contracts/projectFiles.ts';
import { budgetFenOf } from './payments.rules.ts';
import { DAY, endOf, startOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Invented throughout: no company and nobody is called so. */
const builders = [
  ...[
    '南京宁安建设工程',
    '江苏玄成市政工程',
    '南京钟麓建工集团',
    '南京台城装饰工程',
    '江苏后湖园林绿化',
    '南京北极阁建筑',
  ],
  ...['江苏九华建设', '南京覆舟山市政', '江苏珍珠河水利', '南京大行宫机电', '江苏鸡鸣建筑安装', '南京龙蟠路桥'],
].map((name) => `${name}有限公司(演示)`);
const designers = ['金陵城市设计院', '江苏紫金工程设计', '南京都市规划设计', '江苏成贤建筑设计', '南京进香河设计'].map(
  (name) => `${name}有限公司(演示)`,
);
const supervisors = [
  ...[
    '南京恒正工程监理',
    '江苏明达项目管理',
    '南京公诚监理',
    '江苏正衡监理',
    '南京德信监理',
    '江苏中勤监理',
    '南京安衡监理',
  ],
].map((name) => `${name}有限公司(演示)`);
/** Of a real project's name nothing is told that looks like a trouble: its companies and people have no other project. */
function oneOf(names: readonly string[], { number, realName }: DemoProject): string {
  const name = names[number % names.length] ?? '';
  return realName ? name.replace('有限公司', `第${number}分公司`) : name;
}
export const builderOf = (project: DemoProject): string => oneOf(builders, project);

const sectors: Partial<Record<DemoProject['department'], ProjectSector>> = {
  construction: 'construction',
  'city-construction': 'construction',
  'urban-management': 'governance',
  'civil-affairs': 'welfare',
  education: 'education',
  health: 'health',
  ecology: 'environment',
  water: 'water',
  culture: 'culture',
  commerce: 'industry',
  development: 'industry',
  xuzhuang: 'industry',
  justice: 'industry',
};
const rollouts: readonly ProjectRollout[] = ['pilot', 'deepening', 'integration'];
export const sectorOf = ({ department }: DemoProject): ProjectSector => sectors[department] ?? 'governance';
export const rolloutOf = ({ number }: DemoProject): ProjectRollout => rollouts[number % rollouts.length] ?? 'pilot';
const partners: Partial<Record<DemoProject['department'], DemoProject['department']>> = {
  construction: 'urban-management',
  'urban-management': 'construction',
  'civil-affairs': 'health',
  water: 'construction',
  education: 'construction',
  culture: 'planning',
};
export const partnerOf = ({ department }: DemoProject): string | null => partners[department] ?? null;

const splits: Readonly<Record<DemoProject['category'], readonly (readonly [BudgetSource, BudgetPurpose, number])[]>> = {
  'urban-renewal': [
    ['municipal', 'works', 300],
    ['district', 'works', 420],
    ['district', 'design', 60],
    ['social', 'works', 150],
    ['district', 'reserve', 70],
  ],
  livelihood: [
    ['provincial', 'works', 200],
    ['district', 'works', 620],
    ['district', 'fees', 110],
    ['own', 'equipment', 70],
  ],
  fiscal: [
    ['central', 'works', 250],
    ['municipal', 'works', 250],
    ['district', 'equipment', 380],
    ['district', 'fees', 120],
  ],
  investment: [
    ['bond', 'works', 350],
    ['social', 'works', 500],
    ['own', 'equipment', 150],
  ],
};
/** Lines of a budget, of the year a project begins and the year it ends; the last line takes what rounding leaves. */
export function budgetLinesOf(project: DemoProject, now: number): BudgetLine[] {
  const budget = BigInt(budgetFenOf(project));
  const years = [startOf(project, now), endOf(project, now)].map((at) => Number(day(at).slice(0, 4)));
  const rows = splits[project.category];
  let left = budget;
  return rows.map(([source, purpose, thousandths], place) => {
    const isLast = place === rows.length - 1;
    const fen = isLast ? left : (budget * BigInt(thousandths)) / 1000n;
    left -= fen;
    const year = years[isLast ? 1 : 0] ?? 2026;
    return { source, purpose, year, amountFen: fen.toString(), note: '' };
  });
}

export interface DemoContract {
  readonly suffix: string;
  readonly kind: ContractKind;
  readonly name: string;
  readonly contractor: string;
  readonly thousandths: number;
  readonly signedOn: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly terms: readonly ContractTerm[];
}
const worksTerms: readonly ContractTerm[] = [
  { name: '预付款', condition: '合同生效并提交预付款保函后', share: '10' },
  { name: '进度款', condition: '按月计量,监理签认后支付', share: '75' },
  { name: '结算款', condition: '竣工结算评审后', share: '12' },
  { name: '质量保证金', condition: '缺陷责任期满后无质量问题', share: '3' },
];
const serviceTerms: readonly ContractTerm[] = [
  { name: '首付款', condition: '合同生效后', share: '40' },
  { name: '尾款', condition: '成果验收后', share: '60' },
];
/** The contracts of a project whose works are awarded; the first is for the works themselves. */
export function contractsOf(project: DemoProject, now: number): DemoContract[] {
  const [from, until] = [startOf(project, now), endOf(project, now)];
  const span = { startsOn: day(from), endsOn: day(until) };
  return [
    {
      ...{
        suffix: 'HT01',
        kind: 'construction',
        name: '施工总承包合同',
        contractor: builderOf(project),
        thousandths: 950,
      },
      ...{ signedOn: day(from - 20 * DAY), ...span, terms: worksTerms },
    },
    {
      ...{ suffix: 'HT02', kind: 'design', name: '工程设计合同', thousandths: 22 },
      contractor: oneOf(designers, project),
      ...{ signedOn: day(from - 150 * DAY), startsOn: day(from - 150 * DAY), endsOn: day(from), terms: serviceTerms },
    },
    {
      ...{ suffix: 'HT03', kind: 'supervision', name: '工程监理合同', thousandths: 15 },
      contractor: oneOf(supervisors, project),
      ...{ signedOn: day(from - 15 * DAY), ...span, terms: serviceTerms },
    },
  ];
}

const surnames = ['周', '吴', '郑', '钱', '孙', '冯'];
const given = ['建平', '海峰', '志远', '文涛', '立新', '国强'];
/** Three dozen people: who stands thirty-six projects on is the same one again, by the same builder. */
const personOf = (number: number): string =>
  `${surnames[number % surnames.length] ?? ''}${given[Math.floor((number % 36) / given.length)] ?? ''}`;
export interface DemoDuty {
  readonly duty: ProjectDuty;
  readonly name: string;
  readonly employer: string;
}
/** A few managers have two projects at once, as the list of conflicts shows. */
export const peopleOf = (project: DemoProject): DemoDuty[] => [
  { duty: 'manager', name: personOf(project.number), employer: builderOf(project) },
  { duty: 'safety', name: personOf(project.number * 5 + 2), employer: builderOf(project) },
  {
    ...{ duty: 'supervisor', name: personOf(project.number * 7 + 3) },
    employer: oneOf(supervisors, project),
  },
];
