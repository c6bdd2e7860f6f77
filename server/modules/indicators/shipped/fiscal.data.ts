import type { ShippedTemplate } from './nodes.ts';
import { atLeast, budgetExecution, group } from './nodes.ts';
import {
  accepted,
  dust,
  estimateKept,
  fewerComplaints,
  onTime,
  progressOf,
  satisfaction,
  upkeep,
} from './shared.data.ts';

/** 财政资金: projects that the district's budget pays for. */
export const fiscal: ShippedTemplate = {
  code: 'SEC-FISCAL',
  name: '财政资金项目绩效指标',
  tree: 'A-2020',
  kind: 'sector',
  category: 'fiscal',
  sector: null,
  prefix: 'F',
  missingPolicy: 'exclude',
  note: '随产品提供的行业模板，可复制后按本区口径调整',
  legalSource: '财预〔2020〕10号（指标与分值为建议值）',
  effectiveFrom: '2020-02-25',
  roots: [
    budgetExecution(10),
    group('产出指标', 50, [
      group('数量指标', 15, [
        progressOf('建设（采购）任务完成率', 8),
        atLeast('设备设施到位数', 7, 'quantity', null, '台（套）', {
          decimals: 0,
          explanation: '完成到货安装并可投入使用的设备设施数量',
          formula: '已安装可用设备设施数合计',
          dataSource: '设备验收单',
          evidence: '到货验收单、安装记录',
          frequency: 'quarter',
          responsible: '项目单位',
        }),
      ]),
      group('质量指标', 15, [
        accepted(8),
        atLeast('设施（系统）可用率', 7, 'quality', '99', '%', {
          explanation: '建成设施或系统可正常使用的时间占比',
          formula: '可用时间 ÷ 应运行时间 × 100%',
          dataSource: '运行维护记录',
          evidence: '运维月报、故障记录',
          frequency: 'quarter',
          responsible: '运行维护单位',
        }),
      ]),
      group('时效指标', 10, [
        onTime(6),
        atLeast('资金支付及时率', 4, 'timeliness', '95', '%', {
          explanation: '在合同约定期限内完成支付的笔数占比',
          formula: '按期支付笔数 ÷ 应支付笔数 × 100%',
          dataSource: '资金支付记录',
          evidence: '支付凭证、合同付款条款',
          frequency: 'month',
          responsible: '项目单位财务',
        }),
      ]),
      group('成本指标', 10, [
        estimateKept(6),
        atLeast('政府采购节约率', 4, 'cost', '3', '%', {
          explanation: '采购成交金额相对采购预算的节约比例',
          formula: '（采购预算 − 成交金额）÷ 采购预算 × 100%',
          dataSource: '政府采购平台',
          evidence: '成交公告、采购合同',
          frequency: 'half-year',
          responsible: '项目单位采购岗位',
        }),
      ]),
    ]),
    group('效益指标', 30, [
      group('经济效益指标', 6, [
        atLeast('运行维护成本下降率', 6, 'economic', '5', '%', {
          explanation: '项目建成后同口径运行维护成本的降幅',
          formula: '（上年成本 − 本年成本）÷ 上年成本 × 100%',
          dataSource: '运行维护记录',
          evidence: '运维合同、费用明细',
          frequency: 'year',
          responsible: '运行维护单位',
        }),
      ]),
      group('社会效益指标', 12, [
        atLeast('服务覆盖人口', 6, 'social', null, '人', {
          decimals: 0,
          explanation: '项目建成后直接服务的人口数',
          formula: '服务范围内常住人口合计',
          dataSource: '社区台账',
          evidence: '服务范围说明、人口统计',
          frequency: 'half-year',
          responsible: '主管部门',
        }),
        fewerComplaints(6),
      ]),
      group('生态效益指标', 6, [dust(6)]),
      group('可持续影响指标', 6, [upkeep(6)]),
    ]),
    group('满意度指标', 10, [
      group('服务对象满意度指标', 10, [satisfaction('服务对象满意度', 10, '使用单位和服务对象对项目的满意程度')]),
    ]),
  ],
};
