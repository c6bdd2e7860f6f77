import type { ShippedTemplate } from './nodes.ts';
import { atLeast, atMost, budgetExecution, group } from './nodes.ts';
import {
  accepted,
  dust,
  fewerComplaints,
  households,
  noise,
  onTime,
  progressOf,
  satisfaction,
  upkeep,
} from './shared.data.ts';

/** 民生实事: what the people's congress voted for. */
export const livelihood: ShippedTemplate = {
  code: 'SEC-LIVELIHOOD',
  name: '民生实事项目绩效指标',
  tree: 'A-2020',
  kind: 'sector',
  category: 'livelihood',
  sector: null,
  prefix: 'L',
  missingPolicy: 'exclude',
  note: '随产品提供的行业模板，可复制后按本区口径调整',
  legalSource: '财预〔2020〕10号（指标与分值为建议值）',
  effectiveFrom: '2020-02-25',
  roots: [
    budgetExecution(10),
    group('产出指标', 50, [
      group('数量指标', 15, [
        progressOf('实事任务完成率', 8),
        atLeast('改造（服务）完成数量', 7, 'quantity', null, '户（处）', {
          decimals: 0,
          explanation: '年度完成改造或服务的户数、处数',
          formula: '已完成并销号的户（处）数合计',
          dataSource: '民生实事销号台账',
          evidence: '销号表、现场照片',
          frequency: 'month',
          responsible: '项目单位',
        }),
      ]),
      group('质量指标', 15, [
        accepted(8),
        atLeast('入户回访合格率', 7, 'quality', '95', '%', {
          explanation: '回访中对完成质量认可的户数占比',
          formula: '回访认可户数 ÷ 回访户数 × 100%',
          dataSource: '回访记录',
          evidence: '回访记录表',
          frequency: 'quarter',
          responsible: '属地街道',
        }),
      ]),
      group('时效指标', 10, [
        onTime(6),
        atLeast('群众诉求按期办结率', 4, 'timeliness', '98', '%', {
          explanation: '项目相关诉求在时限内办结的比例',
          formula: '按期办结件数 ÷ 应办结件数 × 100%',
          dataSource: '12345 热线工单',
          evidence: '热线工单统计表',
          frequency: 'month',
          responsible: '项目单位、属地街道',
        }),
      ]),
      group('成本指标', 10, [
        atMost('单位成本控制率', 6, 'cost', '100', '%', {
          explanation: '实际单位成本与批复单位成本之比',
          formula: '实际单位成本 ÷ 批复单位成本 × 100%',
          dataSource: '合同与结算资料',
          evidence: '合同、结算评审报告',
          frequency: 'half-year',
          responsible: '项目单位造价岗位',
        }),
        atMost('变更签证金额占比', 4, 'cost', '5', '%', {
          explanation: '变更签证金额占合同金额的比例',
          formula: '变更签证金额 ÷ 合同金额 × 100%',
          dataSource: '变更签证台账',
          evidence: '变更审批单',
          frequency: 'quarter',
          responsible: '项目单位造价岗位',
        }),
      ]),
    ]),
    group('效益指标', 30, [
      group('经济效益指标', 4, [
        atLeast('社会资金参与比例', 4, 'economic', '10', '%', {
          explanation: '居民、企业等社会资金占总投入的比例',
          formula: '社会资金 ÷ 总投入 × 100%',
          dataSource: '资金台账',
          evidence: '出资协议、到账凭证',
          frequency: 'half-year',
          responsible: '项目单位财务',
        }),
      ]),
      group('社会效益指标', 14, [households(6), fewerComplaints(8)]),
      group('生态效益指标', 6, [dust(3), noise(3)]),
      group('可持续影响指标', 6, [upkeep(6)]),
    ]),
    group('满意度指标', 10, [
      group('服务对象满意度指标', 10, [satisfaction('居民满意度', 10, '受益居民对实事项目的满意程度')]),
    ]),
  ],
};
