import type { InstructionAct, InstructionState } from '../../contracts/instructions.ts';

/** One act on an instruction: how many days ago, and what was said. The first is the instruction itself. */
export interface DemoAct {
  readonly act: InstructionAct;
  readonly daysAgo: number;
  readonly text?: string;
}
export interface DemoInstruction {
  readonly project: number;
  /** To whom: the lead department, or the project's unit. */
  readonly to: 'department' | 'unit';
  readonly text: string;
  /** Days from today until it is due; negative: past. */
  readonly dueIn: number;
  readonly state: InstructionState;
  readonly acts: readonly DemoAct[];
}

/** Instructions about projects with fictional names, in every state. */
export const demoInstructions: readonly DemoInstruction[] = [
  {
    ...{ project: 8, to: 'unit', dueIn: 5, state: 'received' },
    text: '锁金四村进度连续两周落后计划ï¼请逐栋排出赶工计划ï¼每周五报区政府办公室。',
    acts: [
      { act: 'issue', daysAgo: 6 },
      { act: 'receive', daysAgo: 6 },
      {
        act: 'reply',
        daysAgo: 3,
        text: '已增加两个作业班组ï¼12 号楼、15 号楼外立面同步施工ï¼本周进度提高 1.2 个百分点。',
      },
    ],
  },
  {
    ...{ project: 9, to: 'unit', dueIn: -3, state: 'received' },
    text: '藤子村片区停车位划线方案争议较大ï¼请会同街道再次征求居民意见后报送。',
    acts: [
      { act: 'issue', daysAgo: 17 },
      { act: 'receive', daysAgo: 16 },
      { act: 'remind', daysAgo: 2, text: '已到期ï¼请尽快报送征求意见结果。' },
    ],
  },
  {
    ...{ project: 11, to: 'department', dueIn: 9, state: 'issued' },
    text: '孝陵卫养老服务中心资金支付明显滞后ï¼请查明原因并提出整改措施。',
    acts: [{ act: 'issue', daysAgo: 1 }],
  },
  {
    ...{ project: 17, to: 'department', dueIn: -1, state: 'issued' },
    text: '校舍安全项目三周未报周报ï¼请责成项目单位立即补报并说明情况。',
    acts: [{ act: 'issue', daysAgo: 8 }],
  },
  {
    ...{ project: 25, to: 'department', dueIn: 12, state: 'finished' },
    text: '兰园片区雨污分流与改造同步实施ï¼避免重复开挖。',
    acts: [
      { act: 'issue', daysAgo: 20 },
      { act: 'receive', daysAgo: 20 },
      { act: 'finish', daysAgo: 2, text: '已与水务部门签订同步施工协议ï¼管线综合图已会签ï¼请予办结。' },
    ],
  },
  {
    ...{ project: 30, to: 'department', dueIn: -12, state: 'closed' },
    text: '停车楼施工期间做好周边 3 处临时泊位引导。',
    acts: [
      { act: 'issue', daysAgo: 30 },
      { act: 'receive', daysAgo: 29 },
      { act: 'finish', daysAgo: 15, text: '临时泊位 86 个已启用ï¼引导牌已设置。' },
      { act: 'close', daysAgo: 14, text: '同意办结。' },
    ],
  },
  {
    ...{ project: 35, to: 'department', dueIn: 20, state: 'withdrawn' },
    text: '晏公庙泵站供电方案改由区发改委牵头。',
    acts: [
      { act: 'issue', daysAgo: 12 },
      { act: 'withdraw', daysAgo: 11, text: '改由专题会议部署。' },
    ],
  },
];
