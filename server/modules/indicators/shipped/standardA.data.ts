import type { ShippedNode, ShippedTemplate } from './nodes.ts';
import { atLeast, atMost, budgetExecution, group } from './nodes.ts';
import { accepted, dust, fewerComplaints, households, noise, onTime, satisfaction, upkeep } from './shared.data.ts';

/** Tree A: target setting and self-assessment (domain.md 1.2). */
const area = (weight: number) =>
  atLeast('改造面积', weight, 'quantity', null, '万㎡', {
    explanation: '年度完成改造的建筑或场地面积',
    formula: '已完成改造面积合计',
    dataSource: '周报与现场核验',
    evidence: '工程量确认单、现场照片',
    frequency: 'month',
    responsible: '项目单位工程部门',
  });
const unitCost = (weight: number) =>
  atMost('单位成本', weight, 'cost', null, '元/㎡', {
    explanation: '单位改造面积的实际成本',
    formula: '实际成本 ÷ 完成改造面积',
    dataSource: '合同与结算资料',
    evidence: '合同、结算评审报告',
    frequency: 'half-year',
    responsible: '项目单位造价岗位',
  });
const costKept = (weight: number) =>
  atMost('项目总成本控制率', weight, 'cost', '100', '%', {
    explanation: '实际成本与计划成本之比',
    formula: '实际成本 ÷ 计划成本 × 100%',
    dataSource: '合同与结算资料',
    evidence: '合同、结算评审报告',
    frequency: 'quarter',
    responsible: '项目单位造价岗位',
  });
const raisedMoney = (weight: number) =>
  atLeast('财政资金带动社会投入比例', weight, 'economic', '10', '%', {
    explanation: '社会投入与财政资金之比',
    formula: '社会投入资金 ÷ 财政资金 × 100%',
    dataSource: '资金台账',
    evidence: '资金到账凭证',
    frequency: 'half-year',
    responsible: '项目单位财务',
  });
const disturbance = (weight: number) =>
  atMost('施工扰民有效投诉件数', weight, 'cost', '5', '件', {
    decimals: 0,
    explanation: '施工期间经核实的扰民投诉件数',
    formula: '经核实的扰民投诉件数合计',
    dataSource: '12345 热线工单',
    evidence: '热线工单统计表',
    frequency: 'quarter',
    responsible: '施工单位、属地街道',
  });
const wasteUsed = (weight: number) =>
  atLeast('建筑垃圾资源化利用率', weight, 'cost', '60', '%', {
    explanation: '资源化利用的建筑垃圾占产生量的比例',
    formula: '资源化利用量 ÷ 产生量 × 100%',
    dataSource: '建筑垃圾处置联单',
    evidence: '处置联单、运输台账',
    frequency: 'quarter',
    responsible: '施工单位',
  });

/** The four second levels of 产出 without cost, and those of 效益: `w` shares out what the first level weighs. */
const output = (w: { quantity: number; quality: number; timeliness: number }): ShippedNode[] => [
  group('数量指标', w.quantity, [area(w.quantity)]),
  group('质量指标', w.quality, [accepted(w.quality)]),
  group('时效指标', w.timeliness, [onTime(w.timeliness)]),
];
const benefit = (w: {
  economic: number;
  households: number;
  complaints: number;
  dust: number;
  noise: number;
  upkeep: number;
}): ShippedNode[] => [
  group('经济效益指标', w.economic, [raisedMoney(w.economic)]),
  group('社会效益指标', w.households + w.complaints, [households(w.households), fewerComplaints(w.complaints)]),
  group('生态效益指标', w.dust + w.noise, [dust(w.dust), noise(w.noise)]),
  group('可持续影响指标', w.upkeep, [upkeep(w.upkeep)]),
];
const content = (weight: number): ShippedNode =>
  group('满意度指标', weight, [
    group('服务对象满意度指标', weight, [satisfaction('居民满意度', weight, '受益居民对项目实施效果的满意程度')]),
  ]);

const shared = {
  kind: 'standard',
  category: null,
  sector: null,
  missingPolicy: 'exclude',
} as const satisfies Partial<ShippedTemplate>;
const benefitOf30 = { economic: 5, households: 6, complaints: 5, dust: 4, noise: 4, upkeep: 6 };

export const standardA: readonly ShippedTemplate[] = [
  {
    ...shared,
    code: 'STD-A-2020',
    name: '项目支出绩效目标与自评指标（2020 版）',
    tree: 'A-2020',
    prefix: 'A20',
    note: '随产品提供；一级分值 10/50/30/10 为通行做法，请按省市现行口径核对',
    legalSource: '财预〔2015〕88号、财预〔2020〕10号（分值待核）',
    effectiveFrom: '2020-02-25',
    roots: [
      budgetExecution(10),
      group('产出指标', 50, [
        ...output({ quantity: 15, quality: 15, timeliness: 10 }),
        group('成本指标', 10, [unitCost(10)]),
      ]),
      group('效益指标', 30, benefit(benefitOf30)),
      content(10),
    ],
  },
  {
    ...shared,
    code: 'STD-A-2021',
    name: '项目支出绩效目标与自评指标（2021 版，含成本）',
    tree: 'A-2021',
    prefix: 'A21',
    note: '随产品提供；成本列为一级指标，一级分值 10/20/40/20/10，请按省市现行口径核对',
    legalSource: '财预〔2021〕101号（分值待核）',
    effectiveFrom: '2021-08-18',
    roots: [
      budgetExecution(10),
      group('成本指标', 20, [
        group('经济成本指标', 12, [unitCost(6), costKept(6)]),
        group('社会成本指标', 4, [disturbance(4)]),
        group('生态环境成本指标', 4, [wasteUsed(4)]),
      ]),
      group('产出指标', 40, output({ quantity: 15, quality: 15, timeliness: 10 })),
      group('效益指标', 20, benefit({ economic: 3, households: 4, complaints: 3, dust: 3, noise: 3, upkeep: 4 })),
      content(10),
    ],
  },
  {
    ...shared,
    code: 'STD-A-2021-N',
    name: '项目支出绩效目标与自评指标（2021 版，不含成本）',
    tree: 'A-2021',
    prefix: 'A21N',
    note: '随产品提供；不设成本指标，一级分值 10/50/30/10，请按省市现行口径核对',
    legalSource: '财预〔2021〕101号（分值待核）',
    effectiveFrom: '2021-08-18',
    roots: [
      budgetExecution(10),
      group('产出指标', 50, output({ quantity: 20, quality: 18, timeliness: 12 })),
      group('效益指标', 30, benefit(benefitOf30)),
      content(10),
    ],
  },
];
