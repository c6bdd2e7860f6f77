import type { ShippedTemplate } from './nodes.ts';
import { atLeast, atMost, budgetExecution, group } from './nodes.ts';
import {
  accepted,
  dust,
  estimateKept,
  fewerComplaints,
  households,
  noise,
  onTime,
  progressOf,
  satisfaction,
  upkeep,
} from './shared.data.ts';

/** 城市更新: renewal of quarters, streets and parks. */
export const urbanRenewal: ShippedTemplate = {
  code: 'SEC-RENEWAL',
  name: '城市更新项目绩效指标',
  tree: 'A-2020',
  kind: 'sector',
  category: 'urban-renewal',
  sector: null,
  prefix: 'U',
  missingPolicy: 'exclude',
  note: '随产品提供的行业模板，可复制后按本区口径调整',
  legalSource: '财预〔2020〕10号（指标与分值为建议值）',
  effectiveFrom: '2020-02-25',
  roots: [
    budgetExecution(10),
    group('产出指标', 50, [
      group('数量指标', 15, [
        progressOf('更新任务完成率', 8),
        atLeast('更新改造面积', 7, 'quantity', null, '万㎡', {
          explanation: '年度完成更新改造的建筑与场地面积',
          formula: '已完成更新改造面积合计',
          dataSource: '周报与现场核验',
          evidence: '工程量确认单、测绘成果',
          frequency: 'month',
          responsible: '项目单位工程部门',
        }),
      ]),
      group('质量指标', 15, [
        accepted(8),
        atLeast('保护要素修缮合格率', 7, 'quality', '100', '%', {
          explanation: '历史建筑、古树名木等保护要素修缮（保护）合格的比例',
          formula: '修缮（保护）合格数 ÷ 应修缮（保护）数 × 100%',
          dataSource: '专项验收记录',
          evidence: '专项验收意见、修缮前后对照照片',
          frequency: 'half-year',
          responsible: '项目单位',
        }),
      ]),
      group('时效指标', 10, [
        onTime(6),
        atLeast('征收搬迁（协商）按期完成率', 4, 'timeliness', '100', '%', {
          explanation: '按计划完成签约腾退的户数占比',
          formula: '按期完成户数 ÷ 计划户数 × 100%',
          dataSource: '征收搬迁台账',
          evidence: '签约与腾退清单',
          frequency: 'month',
          responsible: '属地街道',
        }),
      ]),
      group('成本指标', 10, [
        estimateKept(6),
        atMost('单位面积更新造价', 4, 'cost', null, '元/㎡', {
          explanation: '单位更新面积的实际造价',
          formula: '实际造价 ÷ 更新改造面积',
          dataSource: '合同与结算资料',
          evidence: '合同、结算评审报告',
          frequency: 'half-year',
          responsible: '项目单位造价岗位',
        }),
      ]),
    ]),
    group('效益指标', 30, [
      group('经济效益指标', 6, [
        atLeast('存量空间盘活面积', 6, 'economic', null, '㎡', {
          explanation: '更新后投入使用的存量空间面积',
          formula: '已投入使用存量空间面积合计',
          dataSource: '载体台账',
          evidence: '租赁（使用）合同、现场照片',
          frequency: 'half-year',
          responsible: '项目单位',
        }),
      ]),
      group('社会效益指标', 10, [households(4), fewerComplaints(6)]),
      group('生态效益指标', 8, [dust(4), noise(4)]),
      group('可持续影响指标', 6, [upkeep(6)]),
    ]),
    group('满意度指标', 10, [
      group('服务对象满意度指标', 10, [
        satisfaction('居民与商户满意度', 10, '更新范围内居民、商户对更新效果的满意程度'),
      ]),
    ]),
  ],
};
