import type { ShippedNode, ShippedTemplate } from './nodes.ts';
import { atLeast, byBands, byPoints, byPointsOrNothing, group } from './nodes.ts';

/** Tree B: evaluation by the finance bureau or the lead department, 4 first, 11 second and 17 third levels (domain.md 1.2). */
const judged = { frequency: 'year', responsible: '评价组' } as const;

const decision = group('决策', 20, [
  group('项目立项', 8, [
    byPoints(
      '立项依据充分性',
      4,
      'decision',
      [
        '符合国家法律法规、相关政策和发展规划',
        '与部门职责范围相符，属于部门履职所需',
        '属于公共财政支持范围',
        '不与同类项目或部门内部相关项目重复',
      ],
      {
        explanation: '项目立项是否符合法律法规、相关政策、发展规划以及部门职责',
        dataSource: '立项资料',
        evidence: '立项批复、政策文件',
        ...judged,
      },
    ),
    byPoints(
      '立项程序规范性',
      4,
      'decision',
      [
        '按照规定的程序申请设立',
        '审批文件、材料符合相关要求',
        '事前经过必要的可行性研究、专家论证、风险评估、绩效评估、集体决策',
      ],
      {
        explanation: '项目申请、设立过程是否符合相关要求',
        dataSource: '立项资料',
        evidence: '可研批复、论证意见、会议纪要',
        ...judged,
      },
    ),
  ]),
  group('绩效目标', 6, [
    byPoints(
      '绩效目标合理性',
      3,
      'decision',
      [
        '有绩效目标',
        '绩效目标与实际工作内容具有相关性',
        '预期产出效益和效果符合正常的业绩水平',
        '与预算确定的项目投资额或资金量相匹配',
      ],
      {
        explanation: '所设定的绩效目标是否依据充分，是否符合客观实际',
        dataSource: '绩效目标申报表',
        evidence: '绩效目标申报表、预算批复',
        ...judged,
      },
    ),
    byPoints(
      '绩效指标明确性',
      3,
      'decision',
      ['将绩效目标细化分解为具体的绩效指标', '通过清晰、可衡量的指标值予以体现', '与项目目标任务数或计划数相对应'],
      {
        explanation: '依据绩效目标设定的绩效指标是否清晰、细化、可衡量',
        dataSource: '绩效目标申报表',
        evidence: '绩效目标申报表',
        ...judged,
      },
    ),
  ]),
  group('资金投入', 6, [
    byPoints(
      '预算编制科学性',
      3,
      'decision',
      [
        '预算编制经过科学论证',
        '预算内容与项目内容匹配',
        '预算额度测算依据充分，按照标准编制',
        '预算确定的资金量与工作任务相匹配',
      ],
      {
        explanation: '预算编制是否经过科学论证、有明确标准',
        dataSource: '预算资料',
        evidence: '预算申报书、测算表、评审报告',
        ...judged,
      },
    ),
    byPoints(
      '资金分配合理性',
      3,
      'decision',
      ['预算资金分配依据充分', '资金分配额度合理，与项目单位或地方实际相适应'],
      {
        explanation: '预算资金分配是否有测算依据，与项目实际是否相适应',
        dataSource: '预算资料',
        evidence: '资金分配文件、分配办法',
        ...judged,
      },
    ),
  ]),
]);

const funds = { dataSource: '财政一体化', frequency: 'month', responsible: '项目单位财务' } as const;
const process = group('过程', 20, [
  group('资金管理', 12, [
    atLeast('资金到位率', 4, 'process', '100', '%', {
      explanation: '实际到位资金与预算资金的比率',
      formula: '实际到位资金 ÷ 预算资金 × 100%',
      evidence: '资金下达文件、到账凭证',
      ...funds,
    }),
    atLeast('预算执行率', 4, 'execution', '100', '%', {
      method: 'execution',
      explanation: '项目预算资金是否按照计划执行',
      formula: '实际支出资金 ÷ 实际到位资金 × 100%',
      scoringRule: '按执行率乘以分值计分，超过 100% 的按 100% 计，保留两位小数',
      autoSource: 'budget-execution',
      evidence: '支付凭证、明细账',
      ...funds,
    }),
    byPointsOrNothing(
      '资金使用合规性',
      4,
      'process',
      [
        '符合国家财经法规、财务管理制度和专项资金管理办法',
        '资金拨付有完整的审批程序和手续',
        '符合项目预算批复或合同规定的用途',
        '不存在截留、挤占、挪用、虚列支出等情况',
      ],
      {
        explanation: '项目资金使用是否符合相关的财务管理制度规定',
        dataSource: '审计意见',
        evidence: '审计报告、支付审批单',
        frequency: 'quarter',
        responsible: '项目单位财务',
      },
    ),
  ]),
  group('组织实施', 8, [
    byPoints(
      '管理制度健全性',
      4,
      'process',
      ['已制定或具有相应的财务和业务管理制度', '财务和业务管理制度合法、合规、完整'],
      {
        explanation: '项目实施单位的财务和业务管理制度是否健全',
        dataSource: '制度文件',
        evidence: '财务与业务管理制度',
        ...judged,
      },
    ),
    byPoints(
      '制度执行有效性',
      4,
      'process',
      [
        '遵守相关法律法规和相关管理规定',
        '项目调整及支出调整手续完备',
        '合同书、验收报告、技术鉴定等资料齐全并及时归档',
        '项目实施的人员条件、场地设备、信息支撑等落实到位',
      ],
      {
        explanation: '项目实施是否符合相关管理规定',
        dataSource: '现场核查',
        evidence: '合同、变更单、验收与归档资料',
        ...judged,
      },
    ),
  ]),
]);

const unit = { responsible: '项目单位' } as const;
const output = group('产出', 30, [
  group('产出数量', 8, [
    atLeast('实际完成率', 8, 'quantity', '100', '%', {
      explanation: '项目实施的实际产出数与计划产出数的比率',
      formula: '实际产出数 ÷ 计划产出数 × 100%',
      dataSource: '周报与现场核验',
      autoSource: 'progress',
      evidence: '监理周报、工程量确认单',
      frequency: 'week',
      ...unit,
    }),
  ]),
  group('产出质量', 8, [
    atLeast('质量达标率', 8, 'quality', '100', '%', {
      explanation: '质量达标产出数与实际产出数的比率',
      formula: '质量达标产出数 ÷ 实际产出数 × 100%',
      dataSource: '质量验收记录',
      evidence: '检验批与分部验收记录',
      frequency: 'quarter',
      ...unit,
    }),
  ]),
  group('产出时效', 7, [
    atLeast('完成及时性', 7, 'timeliness', '100', '%', {
      explanation: '项目实际完成时间与计划完成时间的比较',
      formula: '按期完成节点数 ÷ 应完成节点数 × 100%',
      dataSource: '项目里程碑',
      autoSource: 'milestones-on-time',
      evidence: '开工令、节点验收记录',
      frequency: 'month',
      ...unit,
    }),
  ]),
  group('产出成本', 7, [
    atLeast('成本节约率', 7, 'cost', '0', '%', {
      explanation: '完成项目计划工作目标的实际节约成本与计划成本的比率',
      formula: '（计划成本 − 实际成本）÷ 计划成本 × 100%',
      scoringRule: '不低于目标得满分；成本超支的不得分',
      dataSource: '合同与结算资料',
      evidence: '概算批复、结算评审报告',
      frequency: 'half-year',
      ...unit,
    }),
  ]),
]);

const benefit: ShippedNode = group('效益', 30, [
  group('项目效益', 20, [
    byBands('实施效益', 20, 'social', {
      explanation: '项目实施所产生的经济、社会、生态效益和可持续影响，可按项目细分为若干指标',
      dataSource: '效益分析资料',
      evidence: '效益分析报告、佐证数据',
      frequency: 'half-year',
      ...unit,
    }),
  ]),
  group('满意度', 10, [
    atLeast('服务对象满意度', 10, 'satisfaction', '90', '%', {
      explanation: '社会公众或服务对象对项目实施效果的满意程度',
      formula: '各有效问卷满意度得分的平均值',
      dataSource: '满意度问卷',
      evidence: '问卷统计结果（系统留存）',
      frequency: 'year',
      ...unit,
    }),
  ]),
]);

export const standardB: ShippedTemplate = {
  code: 'STD-B',
  name: '项目支出绩效评价共性指标',
  tree: 'B',
  kind: 'standard',
  category: null,
  sector: null,
  prefix: 'C',
  missingPolicy: 'exclude',
  note: '随产品提供；原附件不设分值，20/20/30/30 为通行做法，三级分值为建议值',
  legalSource: '财预〔2020〕10号附件（条文与分值待核）',
  effectiveFrom: '2020-02-25',
  roots: [decision, process, output, benefit],
};
