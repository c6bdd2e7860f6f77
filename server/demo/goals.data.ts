import type { PlanKind } from '../../contracts/plans.ts';
import type { DepartmentCode } from './organisations.data.ts';

/** A goal of the demo: who leads it, the demo's projects by number and the indicators by code that trace to it. */
export interface DemoGoal {
  readonly code: string;
  readonly name: string;
  readonly department: DepartmentCode | null;
  readonly projects?: readonly number[];
  readonly indicators?: readonly string[];
  readonly below?: readonly DemoGoal[];
}
export interface DemoPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: PlanKind;
  readonly fromYear: number;
  readonly toYear: number;
  readonly issuer: string;
  readonly goals: readonly DemoGoal[];
}

/** Said of every plan of the demo: its goals are plausible, not quoted. */
export const DEMO_SOURCE = '演示数据，非正式文件内容';

const UNIT = { renewed: 'U-02-01-02', housing: 'L-02-01-02', dust: 'U-03-03-01', content: 'L-04-01-01' } as const;

export const demoPlans: readonly DemoPlan[] = [
  {
    code: 'PLAN-15-5',
    name: '玄武区国民经济和社会发展第十五个五年规划（演示）',
    kind: 'five-year',
    fromYear: 2026,
    toYear: 2030,
    issuer: '区发展和改革委员会',
    goals: [
      {
        ...{ code: '1', name: '城市有机更新提质', department: 'construction' },
        below: [
          {
            ...{ code: '1.1', name: '「一路四环」片区更新全面推进', department: 'construction' },
            ...{ projects: [1, 3, 4, 6, 7], indicators: [UNIT.renewed, 'U-02-03-01'] },
          },
          {
            ...{ code: '1.2', name: '历史文化保护与活化利用', department: 'planning' },
            ...{ projects: [3], indicators: ['U-02-02-02'] },
          },
          { code: '1.3', name: '慢行交通与过街设施完善', department: 'construction', projects: [2] },
        ],
      },
      {
        ...{ code: '2', name: '民生福祉持续改善', department: 'civil-affairs' },
        below: [
          {
            ...{ code: '2.1', name: '老旧小区改造基本完成', department: 'construction' },
            ...{ projects: [8, 9, 10], indicators: [UNIT.housing, 'L-03-02-01'] },
          },
          {
            ...{ code: '2.2', name: '居家社区养老服务网络健全', department: 'civil-affairs' },
            ...{ projects: [11, 12, 13], indicators: ['L-02-01-01', UNIT.content] },
          },
          { code: '2.3', name: '托育服务普惠扩面', department: 'health' },
        ],
      },
      {
        ...{ code: '3', name: '创新产业集聚发展', department: 'industry' },
        below: [
          {
            ...{ code: '3.1', name: '徐庄高新区科创载体提升', department: 'xuzhuang' },
            ...{ projects: [21, 22], indicators: ['I-03-03-02', 'I-04-01-01'] },
          },
          {
            ...{ code: '3.2', name: '商务楼宇更新与招商提质', department: 'commerce' },
            ...{ projects: [23, 24], indicators: ['I-03-01-01', 'I-03-01-02'] },
          },
        ],
      },
      {
        ...{ code: '4', name: '生态环境品质提升', department: 'ecology' },
        below: [
          {
            ...{ code: '4.1', name: '工地扬尘噪声全过程管控', department: 'ecology' },
            ...{ projects: [20], indicators: [UNIT.dust, 'U-03-03-02'] },
          },
          { code: '4.2', name: '排水设施与积水点治理', department: 'water', projects: [16] },
          { code: '4.3', name: '公园绿地服务半径覆盖', department: 'urban-management', projects: [14] },
        ],
      },
    ],
  },
  {
    code: 'TASKS-2026',
    name: '玄武区 2026 年度重点工作任务（演示）',
    kind: 'annual-tasks',
    fromYear: 2026,
    toYear: 2026,
    issuer: '区政府办公室',
    goals: [
      {
        ...{ code: 'T1', name: '年内完成既定老旧小区改造与加装电梯任务', department: 'construction' },
        ...{ projects: [8, 9, 10], indicators: ['L-02-01-01', 'L-02-03-01'] },
      },
      {
        ...{ code: 'T2', name: '背街小巷整治与口袋公园建设', department: 'urban-management' },
        ...{ projects: [14, 15], indicators: [UNIT.housing] },
      },
      {
        ...{ code: 'T3', name: '汛前完成积水点整治', department: 'water' },
        ...{ projects: [16], indicators: ['F-02-03-01'] },
      },
      {
        ...{ code: 'T4', name: '校舍安全与社区卫生服务能力提升', department: 'education' },
        ...{ projects: [17, 18], indicators: ['F-02-01-01', 'F-03-02-01'] },
      },
      { code: 'T5', name: '智慧城管二期投入使用', department: 'urban-management', projects: [19] },
      { code: 'T6', name: '招引亿元以上项目', department: 'commerce', indicators: ['I-03-01-01', 'I-03-01-02'] },
      { code: 'T7', name: '街道综合执法规范化建设', department: 'justice' },
    ],
  },
];
